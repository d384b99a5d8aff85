import type { CSSResult } from 'lit';
import type { Kit } from '../view.ts';

export const inspectorStyles = ({ css }: Kit): CSSResult => css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .panel {
    display: grid;
    gap: 0.625rem;
    padding: 0.875rem;
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius), 1.25rem);
    background: var(--_background);
  }

  .toolbar,
  .buttons,
  .count {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem;
  }

  .buttons {
    margin-inline-start: auto;
  }

  label {
    display: grid;
    gap: 0.25rem;
    color: var(--_text-muted);
    font-size: 0.75rem;
  }

  .toolbar label:first-child {
    flex: 1 1 9rem;
  }

  input,
  select,
  textarea,
  button {
    min-inline-size: 0;
    min-block-size: 2rem;
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--_border);
    border-radius: 0.5rem;
    color: var(--_text);
    font: inherit;
    font-size: 0.8125rem;
    background: var(--_surface);
  }

  input::placeholder {
    color: var(--_text-muted);
    opacity: 1;
  }

  textarea {
    font-family: ui-monospace, monospace;
    resize: vertical;
  }

  button:hover {
    background: var(--_surface-hover);
  }

  p {
    margin: 0;
  }

  .count,
  .none {
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }

  .count {
    gap: 0.125rem 1rem;
  }

  [part='note'] {
    padding: 0.5rem 0.75rem;
    border-inline-start: 3px solid var(--_warning);
    border-radius: 0.25rem;
    background: var(--_surface);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  ol {
    overflow: auto;
    max-block-size: var(--telnyx-inspector-height, 24rem);
    margin: 0;
    padding: 0;
    border-block-start: 1px solid var(--_border);
    list-style: none;
  }

  [hidden] {
    display: none;
  }

  li {
    border-block-end: 1px solid var(--_border);
    border-inline-start: 3px solid transparent;
    font-size: 0.8125rem;
  }

  li.good {
    border-inline-start-color: var(--_good);
  }

  li.warning {
    border-inline-start-color: var(--_warning);
  }

  li.bad {
    border-inline-start-color: var(--_bad);
  }

  summary {
    display: grid;
    grid-template-columns: 6rem 5.5rem minmax(0, 1fr);
    gap: 0.5rem;
    padding: 0.3125rem 0.5rem;
    cursor: pointer;
  }

  summary:hover {
    background: var(--_surface);
  }

  summary:focus-visible {
    outline-offset: -2px;
  }

  time,
  .sort,
  .what span {
    color: var(--_text-muted);
  }

  summary:hover :is(time, .sort, .what span) {
    color: var(--_text);
  }

  time {
    font-variant-numeric: tabular-nums;
  }

  .what {
    overflow-wrap: anywhere;
  }

  b {
    font-weight: 600;
  }

  pre {
    margin: 0;
    padding: 0.5rem 0.75rem;
    background: var(--_surface);
    font:
      0.75rem/1.5 ui-monospace,
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  @container (max-width: 30rem) {
    .buttons {
      margin-inline-start: 0;
    }

    summary {
      grid-template-columns: 6rem minmax(0, 1fr);
    }

    .what {
      grid-column: 1 / -1;
    }
  }
`;
