import type { CSSResult } from 'lit';
import type { Kit } from '../view.ts';

export const qualityStyles = ({ css }: Kit): CSSResult => css`
  .quality {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    max-inline-size: 100%;
    min-block-size: 1.5rem;
    padding-inline: 0.375rem;
    border-radius: 0.375rem;
    font-weight: 500;
    line-height: 1.25;
    text-align: start;
  }

  .quality:hover {
    background: var(--_surface);
  }

  /* Beside the status of a call, as quiet as that. */
  .who .quality {
    color: var(--_text-muted);
    font-weight: 400;
  }

  .bars {
    flex: none;
    inline-size: 1.375rem;
    block-size: 1rem;
    stroke: none;
    fill: var(--_text-muted);
  }

  /* An outline, so that what is not lit is no darker light. */
  .bars rect:not(.lit) {
    fill: none;
    stroke: var(--_text-muted);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }

  .quality.good .lit {
    fill: var(--_good);
  }

  .quality.warning .lit {
    fill: var(--_warning);
  }

  .quality.bad .lit {
    fill: var(--_bad);
  }

  .quality-details {
    position-area: block-start;
    position-try-fallbacks: flip-block;
    inline-size: max-content;
    max-inline-size: min(20rem, 100vi - 1rem);
    margin: 0.25rem 0.5rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius), 0.75rem);
    background: var(--_background);
    color: var(--_text);
    text-align: start;
    box-shadow: 0 0.5rem 1.5rem rgb(0 0 0 / 18%);
  }

  .quality-details dl {
    display: grid;
    gap: 0.25rem;
    margin: 0.5rem 0 0;
  }

  .quality-details dl > div {
    display: flex;
    justify-content: space-between;
    gap: 1.5rem;
  }

  .quality-details dt {
    color: var(--_text-muted);
  }

  .quality-details dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  @supports not (position-area: block-start) {
    .quality-details {
      margin: auto;
    }
  }

  @media (forced-colors: active) {
    .bars .lit {
      fill: CanvasText !important;
    }

    .bars rect:not(.lit) {
      stroke: CanvasText;
    }
  }
`;
