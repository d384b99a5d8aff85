import type { CSSResult } from 'lit';
import type { Kit } from '../call-views.ts';

/** The look of several calls below each other. */
export const rowsStyles = ({ css }: Kit): CSSResult => css`
  .rows {
    display: grid;
    gap: 0.5rem;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.6);
  }

  .row.waiting {
    border-color: color-mix(in srgb, var(--_accent) 45%, transparent);
    background: color-mix(in srgb, var(--_accent) 8%, var(--_background));
  }

  /* A name stands where its row begins, whatever its own direction is. */
  .whom {
    display: grid;
    justify-items: start;
    flex: 1 1 7rem;
    min-inline-size: 0;
  }

  .whose {
    display: -webkit-box;
    overflow: hidden;
    font-weight: 600;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .row .number {
    font-size: 0.8125rem;
  }

  .state {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.125rem 0.375rem;
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }

  .state svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }

  .acts {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }

  .choices {
    display: flex;
    flex: 1 1 100%;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .pill,
  .end {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-block-size: 2.25rem;
    border-radius: var(--_round);
  }

  .pill {
    padding-inline: 0.875rem;
    border: 1px solid var(--_border);
    background: var(--_background);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .choices .pill {
    flex: 1 0 auto;
    max-inline-size: 100%;
  }

  .pill.answer {
    border-color: currentcolor;
    color: var(--_good);
  }

  .pill.reject,
  .pill.end-answer {
    color: var(--_bad);
  }

  .pill:hover {
    background: var(--_surface-hover);
  }

  .pill[aria-disabled='true'] {
    border-color: var(--_border);
    background: none;
    color: var(--_text-muted);
  }

  .pill svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .end {
    inline-size: 2.25rem;
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .end:hover {
    filter: brightness(1.08);
  }

  .end svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  @media (forced-colors: active) {
    .end {
      border: 1px solid ButtonText;
    }
  }
`;
