import type { CSSResult } from 'lit';
import type { Kit } from '../call-views.ts';

/** The look of a call: who is at the other end, its controls, and the keypad. */
export const callStyles = ({ css }: Kit): CSSResult => css`
  .who {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.25rem;
    inline-size: 100%;
    margin-block: auto;
    text-align: center;
  }

  .who p {
    margin: 0;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }

  /* Words that need a second line stay in the middle, with the dot before the first of them. */
  .who .status {
    display: block;
    text-wrap: balance;
  }

  .who .status > * {
    display: inline-block;
    vertical-align: middle;
  }

  .who .status > [part='label'] {
    display: inline;
  }

  .who .status > :not(:last-child) {
    margin-inline-end: 0.25rem;
  }

  .who .later {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.25rem 0.5rem;
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }

  .avatar {
    display: grid;
    place-items: center;
    inline-size: 4.5rem;
    block-size: 4.5rem;
    margin-block-end: 0.5rem;
    border-radius: 50%;
    background: var(--_surface);
    color: var(--_text-muted);
    font-size: 1.5rem;
    font-weight: 600;
    letter-spacing: 0.02em;
  }

  .avatar svg {
    inline-size: 2rem;
    block-size: 2rem;
  }

  .notice ~ .view .avatar {
    inline-size: 3.25rem;
    block-size: 3.25rem;
    font-size: 1.125rem;
  }

  @container (max-width: 17rem) {
    header .dot,
    .notice ~ .view .avatar {
      display: none;
    }
  }

  .incoming .avatar {
    animation: ring 1.8s ease-out infinite;
  }

  @keyframes ring {
    from {
      box-shadow: 0 0 0 0 color-mix(in srgb, var(--_accent) 45%, transparent);
    }

    to {
      box-shadow: 0 0 0 1rem transparent;
    }
  }

  .party {
    border-radius: 0.5rem;
    padding-inline: 0.5rem;
    font-size: clamp(1.25rem, 8cqi, 1.625rem);
    font-weight: 600;
    letter-spacing: -0.015em;
    line-height: 1.25;
  }

  .party,
  .number {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .number {
    -webkit-line-clamp: 2;
  }

  .open :is(.party, .number) {
    -webkit-line-clamp: 1;
  }

  .number {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  [part='call'] .controls {
    margin-block-end: 0.5rem;
  }

  .controls {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    row-gap: 0.75rem;
    inline-size: 100%;
    max-inline-size: 18rem;
    justify-items: center;
  }

  .controls.pair {
    grid-template-columns: repeat(2, 1fr);
  }

  :host([density='compact']) :is(.controls.four, .keys) {
    --_narrow: clamp(2.5rem, 14cqi, 3rem);
  }

  .controls.four {
    --_narrow: clamp(3rem, 18cqi, 3.625rem);
    /* Four of them in a row, whatever size the page has given. */
    --_key: min(var(--telnyx-key-size, var(--_narrow)), max(3rem, 21cqi), 4.375rem);

    grid-template-columns: repeat(4, minmax(0, 1fr));
    column-gap: 0.125rem;
  }

  @container (max-width: 17rem) {
    .controls.four {
      grid-template-columns: repeat(2, 1fr);
    }
  }

  .open {
    gap: 0.75rem;
  }

  .open .avatar {
    display: none;
  }

  .open .party {
    font-size: 1.125rem;
  }

  .keys {
    --_narrow: clamp(2.75rem, 18cqi, 3.625rem);
    --_key: var(--telnyx-key-size, var(--_narrow));

    display: flex;
    flex-direction: column;
    gap: 0.75rem;
    inline-size: 100%;
  }

  form.transfer {
    display: grid;
    gap: 0.75rem;
    inline-size: 100%;
    margin-block: auto;
  }

  .transfer label {
    display: grid;
    gap: 0.375rem;
    color: var(--_text-muted);
    font-size: 0.8125rem;
    text-align: center;
  }

  .transfer input {
    border: 1px solid var(--_border);
    background: var(--_surface);
    color: var(--_text);
  }

  .wide {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-block-size: 2.75rem;
    border-radius: var(--_round);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }

  .wide.quiet {
    background: var(--_surface);
    color: var(--_text);
  }

  .wide.quiet:hover {
    background: var(--_surface-hover);
  }

  .wide[aria-disabled='true'] {
    background: var(--_surface);
    color: var(--_text-muted);
  }

  .digits {
    display: flex;
    direction: ltr;
    justify-content: flex-end;
    margin: 0;
    min-block-size: 1.75rem;
    overflow: hidden;
    font-size: 1.25rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    mask-image: linear-gradient(to right, transparent, #000 1.5rem);
  }

  /* Of too many keys, the last are to be seen. */
  .digits span {
    flex: none;
    margin-inline: auto;
  }

  /* Of somebody who calls: where there is room, the buttons stand beside who it is. */
  @container (min-width: 28rem) {
    .aside {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      justify-items: stretch;
    }

    .aside .who {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      justify-items: start;
      column-gap: 1rem;
      text-align: start;
    }

    .aside .who > * {
      grid-column: 2;
    }

    .aside .who > .avatar {
      grid-row: 1 / span 3;
      grid-column: 1;
      margin-block-end: 0;
    }

    .aside .who .party {
      padding-inline: 0;
    }

    .aside .controls {
      inline-size: auto;
      column-gap: 1.25rem;
    }
  }

  .across .bar .disc {
    margin-inline: auto;
  }

  /* Of the controls alone: where there is room, all of it stands in a row. */
  @container (min-width: 26rem) {
    .across:not(.open) {
      flex-direction: row;
      align-items: flex-start;
      justify-content: center;
    }

    .across:not(.open) :is(.controls, .bar) {
      inline-size: auto;
      min-inline-size: 0;
    }

    .across:not(.open) .controls {
      flex: 0 1 20rem;
    }
  }

  @media (forced-colors: active) {
    [aria-disabled='true'],
    [aria-disabled='true'] * {
      border-color: GrayText !important;
      color: GrayText !important;
    }

    .wide {
      border: 1px solid ButtonText;
    }
  }
`;
