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

  .recent .history {
    flex: 1;
  }

  /* As high as number entry, whatever has happened. */
  .recent .days {
    flex: 1 1 0;
    max-block-size: calc(4 * var(--_key) + 5.5rem);
    margin-inline: -0.5rem;
    padding-inline: 0.5rem;
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .recent .bar {
    grid-template-columns: 1fr var(--_key) 1fr;
    min-block-size: var(--_key);
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
  }

  /* Until what it takes to float is there, and there is a call to be seen. */
  :host([layout='floating']) {
    position: fixed;
    z-index: 1;
    inset: auto 1rem 1rem auto;
  }

  :host([layout='floating']:dir(rtl)) {
    inset-inline: auto 1rem;
  }
`;
