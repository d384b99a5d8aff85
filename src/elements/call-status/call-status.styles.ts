import { css } from 'lit';

export const callStatusStyles = css`
  :host {
    display: inline-block;
    max-inline-size: 100%;
    vertical-align: middle;
  }

  .status {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    max-inline-size: 100%;
    min-block-size: 2rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_round);
    background: var(--_background);
    font-weight: 500;
    line-height: 1.25;
  }

  [part='timer'] {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  svg {
    inline-size: 1rem;
    block-size: 1rem;
    color: var(--_text-muted);
  }
`;
