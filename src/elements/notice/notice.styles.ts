import { css } from 'lit';

/** How a notice looks, in the banner and in the phone. */
export const noticeStyles = css`
  .notice {
    --_tone: var(--_warning);

    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 0.625rem 0.75rem;
    padding: 0.625rem 0.75rem;
    border: 1px solid color-mix(in srgb, var(--_tone) 30%, transparent);
    border-radius: calc(var(--_radius) * 0.6);
    background: color-mix(in srgb, var(--_tone) 9%, var(--_background));
  }

  .notice.good {
    --_tone: var(--_good);
  }

  .notice.bad {
    --_tone: var(--_bad);
  }

  .notice > svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    color: var(--_tone);
  }

  .notice > button {
    align-self: center;
  }

  .words {
    display: flex;
    flex: 1 1 6rem;
    flex-direction: column;
    min-inline-size: 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }

  .words strong {
    font-weight: 600;
  }

  .words span {
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }

  .words [part='notice-talk'] {
    color: var(--_text);
    font-weight: 500;
  }

  .notice button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-inline-size: 2.25rem;
    min-block-size: 2.25rem;
    border-radius: var(--_round);
    font-weight: 600;
  }

  .notice button svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  .notice [part~='notice-action'] {
    padding-inline: 0.875rem;
    border: 1px solid var(--_border);
    background: var(--_background);
    font-size: 0.8125rem;
  }

  .notice button:hover {
    background: var(--_surface-hover);
  }

  .notice button[aria-disabled='true'] {
    background: none;
    color: var(--_text-muted);
  }

  .notice .dismiss {
    margin-block: -0.4375rem;
    margin-inline: -0.375rem -0.5rem;
  }

  @container (max-width: 24rem) {
    /* In the corner, where it takes no room from the words. */
    .notice .dismiss {
      align-self: flex-start;
    }

    .notice [part~='notice-action'] {
      flex: 1 0 100%;
      order: 1;
    }
  }

  .spinner {
    animation: spin 0.9s linear infinite;
  }

  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
`;
