import { css } from 'lit';

export const phoneStyles = css`
  :host {
    max-inline-size: var(--telnyx-phone-width, 20rem);
  }

  .panel {
    min-block-size: calc(5 * var(--_key) + 6.75rem + 6 * var(--_space));
  }

  header {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 1.5rem;
    font-weight: 600;
  }

  .entry.assistant {
    justify-content: center;
    gap: 1.5rem;
  }

  .entry.assistant p {
    margin: 0;
    font-size: 1.125rem;
    font-weight: 500;
  }

  header .settings {
    margin-block: -0.625rem;
    margin-inline-end: -0.75rem;
    font-size: 0.875rem;
  }

  .recent.view {
    min-block-size: 0;
    justify-content: flex-start;
  }

  .keys svg {
    stroke-width: 2.75;
  }

  .missed {
    position: relative;
  }

  .plain.missed::after {
    content: '';
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
    inline-size: 0.625rem;
    block-size: 0.625rem;
    border: 2px solid var(--_background);
    border-radius: 50%;
    background: var(--_bad);
    forced-color-adjust: none;
  }

  header .status {
    margin-inline-start: auto;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  /* Until what it takes to float is there, and there is a call to be seen. */
  :host([layout='floating']) {
    position: fixed;
    z-index: 1;
    inset-block-end: 1rem;
    inset-inline-end: 1rem;
  }
`;
