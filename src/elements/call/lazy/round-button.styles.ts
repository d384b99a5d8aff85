import type { CSSResult } from 'lit';
import type { Kit } from '../call-views.ts';

/** The look of round buttons with their names below them. */
export const roundButtonStyles = ({ css }: Kit): CSSResult => css`
  .round {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.5rem;
    min-inline-size: 4rem;
    border-radius: 1rem;
  }

  .round .name {
    max-inline-size: 100%;
    color: var(--_text-muted);
    font-size: 0.8125rem;
    hyphens: auto;
    overflow-wrap: anywhere;
    text-align: center;
  }

  .round:hover .disc {
    background: var(--_surface-hover);
  }

  .round[aria-disabled='true']:not([aria-busy='true']) .disc {
    background: var(--_surface);
    color: var(--_text-muted);
    filter: none;
    opacity: 0.6;
  }

  :is(.answer, .reject, .call-again) .disc svg:not(.spinner) {
    inline-size: 2rem;
    block-size: 2rem;
  }

  :is(.answer, .call-again) .disc,
  :is(.answer, .call-again):hover .disc {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .reject .disc,
  .reject:hover .disc {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  :is(.answer, .reject, .call-again):hover .disc {
    filter: brightness(1.08);
  }

  .four .round {
    inline-size: 100%;
    min-inline-size: 0;
  }

  .round.on .disc {
    background: var(--_text);
    color: var(--_background);
  }

  @media (forced-colors: active) {
    .round.on .disc {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
