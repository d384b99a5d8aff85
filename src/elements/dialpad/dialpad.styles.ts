import { css } from 'lit';

/** Number entry and the keys; their size is the panel's. */
export const dialpadStyles = css`
  input {
    inline-size: 100%;
    min-block-size: 3.25rem;
    border-radius: 0.75rem;
    font-size: clamp(1.375rem, 9cqi, 1.75rem);
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    text-align: center;
  }

  /* In the gap below the number, so that nothing moves when there is something to say. */
  .field {
    position: relative;
    inline-size: 100%;
  }

  .hint {
    position: absolute;
    inset-block-start: 100%;
    inline-size: 100%;
    margin: -0.0625rem 0 0;
    overflow: hidden;
    color: var(--_text-muted);
    font-size: 0.75rem;
    line-height: 1rem;
    text-align: center;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .hint.doubtful {
    color: var(--_warning);
  }

  input.long {
    font-size: clamp(1rem, 5.5cqi, 1.25rem);
  }

  input::placeholder {
    color: var(--_text-muted);
    font-size: 1.125rem;
    letter-spacing: 0;
    opacity: 1;
  }

  .dialpad {
    display: grid;
    grid-template-columns: repeat(3, var(--_key));
    gap: calc(var(--_space) * 0.75) clamp(0.75rem, 7cqi, 1.5rem);
    justify-content: center;
  }

  .dialpad button {
    font-size: calc(var(--_key) * 0.38);
    line-height: 1.1;
    user-select: none;
  }

  .dialpad [data-letters]::after {
    content: attr(data-letters);
    font-size: max(0.5rem, calc(var(--_key) * 0.15));
    font-weight: 600;
    letter-spacing: 0.08em;
    color: var(--_text-muted);
  }

  .dialpad button:hover {
    background: var(--_surface-hover);
  }

  .dialpad button:not([aria-disabled='true']):active {
    background: var(--_border);
  }
`;
