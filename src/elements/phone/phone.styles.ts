import { css } from 'lit';

export const phoneStyles = css`
  :host {
    max-inline-size: var(--telnyx-phone-width, 20rem);
  }

  .panel {
    min-block-size: calc(5 * var(--_key) + 12.75rem);
  }

  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    min-block-size: 1.5rem;
    font-weight: 600;
  }

  header .status {
    font-size: 0.8125rem;
  }
`;
