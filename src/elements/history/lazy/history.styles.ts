import type { CSSResult } from 'lit';
import type { HistoryKit } from '../history.ts';

/** The look of the calls that are over. */
export const historyStyles = ({ css }: HistoryKit): CSSResult => css`
  .history {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    inline-size: 100%;
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

  .history .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 0.75rem;
    min-block-size: 2rem;
  }

  .history h2,
  .history h3 {
    margin: 0;
    font-size: 0.875rem;
    font-weight: 600;
  }

  .history h3 {
    padding-block: 0.625rem 0.125rem;
    color: var(--_text-muted);
    font-size: 0.75rem;
  }

  .history .none {
    margin: 1.5rem 0;
    color: var(--_text-muted);
    text-align: center;
  }

  .entry-row {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    padding-block: 0.375rem;
  }

  .entry-row + .entry-row {
    border-block-start: 1px solid var(--_border);
  }

  .entry-row .arrow {
    flex: none;
    margin-inline-end: 0.375rem;
    color: var(--_text-muted);
  }

  .entry-row .arrow svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .entry-row .whom {
    display: grid;
    flex: 1 1 0;
    min-inline-size: 0;
  }

  .entry-row .whose {
    display: block;
    max-inline-size: 100%;
    overflow: hidden;
    font-weight: 500;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Half a number is none. */
  .entry-row .whose[dir='ltr'] {
    overflow-wrap: anywhere;
    white-space: normal;
  }

  @container (max-width: 17rem) {
    .entry-row .arrow {
      display: none;
    }

    .mini.remove {
      inline-size: 1.75rem;
    }
  }

  .entry-row :is(.number, .about) {
    color: var(--_text-muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .entry-row.missed :is(.whose, .arrow, [part='outcome']) {
    color: var(--_bad);
  }

  .mini {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 50%;
    color: var(--_text-muted);
  }

  .mini.call {
    background: var(--_surface);
    color: var(--_good);
  }

  .mini.call[aria-disabled='true'] {
    color: var(--_text-muted);
    opacity: 0.6;
  }

  .mini:not([aria-disabled='true']):hover {
    background: var(--_surface-hover);
    color: var(--_text);
  }

  .mini svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .mini.remove svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .link {
    min-block-size: 1.75rem;
    padding-inline: 0.25rem;
    border-radius: 0.375rem;
    color: var(--_text-muted);
    font-size: 0.8125rem;
    font-weight: 500;
  }

  .link:hover {
    color: var(--_text);
  }

  .link.danger {
    color: var(--_bad);
  }

  @media (forced-colors: active) {
    .mini.call {
      border: 1px solid ButtonText;
    }

    .mini[aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
