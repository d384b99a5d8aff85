import { css } from 'lit';

/** A panel with calls in it, and the round buttons in which everything is pressed that has to do with them. */
export const panel = css`
  :host {
    --_key: var(--telnyx-key-size, clamp(3rem, 21cqi, 4.25rem));

    display: block;
    container-type: inline-size;
    inline-size: 100%;
    min-inline-size: 15rem;
  }

  :host([density='compact']) {
    --_key: var(--telnyx-key-size, clamp(2.5rem, 16cqi, 3rem));
    --_space: var(--telnyx-space, 0.625rem);
  }

  .panel {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 0.75);
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  .view {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
  }

  .status {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin: 0;
    color: var(--_text-muted);
    font-weight: 400;
  }

  .status svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  [part='timer'] {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .dialpad button,
  .disc {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    inline-size: var(--_key);
    block-size: var(--_key);
    border-radius: var(--_round);
    background: var(--_surface);
    transition: background-color 0.12s;
  }

  .dialpad button[aria-disabled='true'] {
    background: var(--_surface);
    color: var(--_text-muted);
    filter: none;
    opacity: 0.6;
  }

  .bar {
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: center;
    inline-size: 100%;
  }

  .bar .disc {
    grid-column: 2;
  }

  .plain {
    display: grid;
    place-items: center;
    justify-self: center;
    min-inline-size: 2.75rem;
    min-block-size: 2.75rem;
    border-radius: var(--_round);
    color: var(--_text-muted);
    font-size: 0.8125rem;
    font-weight: 500;
  }

  .plain:hover {
    color: var(--_text);
  }

  .plain[hidden] {
    display: none;
  }

  [part='problem'] .words {
    font-size: 0.8125rem;
  }

  .disc svg {
    inline-size: 1.625rem;
    block-size: 1.625rem;
  }

  .disc:is(.call, .hang-up) svg {
    inline-size: 2rem;
    block-size: 2rem;
  }

  .disc.call {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .disc.hang-up {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .disc:is(.call, .hang-up):hover {
    filter: brightness(1.08);
  }

  .disc[aria-disabled='true'] {
    background: var(--_surface);
    color: var(--_text-muted);
    filter: none;
  }

  /* A call before what shows calls is there. */
  .bare > :first-child {
    margin-block: auto;
    overflow-wrap: anywhere;
    text-align: center;
  }

  .bare .party {
    margin: 0;
    font-size: 1.25rem;
    font-weight: 600;
  }

  .bare .status {
    justify-content: center;
  }

  .bare .bar {
    display: flex;
    justify-content: space-evenly;
  }

  @container (max-width: 17rem) {
    [part='problem'] > svg {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .disc,
    .dialpad button {
      border: 1px solid ButtonText;
    }
  }
`;
