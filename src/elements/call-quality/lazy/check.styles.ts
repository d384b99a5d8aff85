import type { CSSResult } from 'lit';
import type { Kit } from '../view.ts';

export const checkStyles = ({ css }: Kit): CSSResult => css`
  .check {
    display: grid;
    gap: 0.5rem;
    inline-size: max-content;
    max-inline-size: min(22rem, 100%);
    text-align: start;
  }

  .check p {
    margin: 0;
  }

  .check .status {
    display: grid;
    gap: 0.5rem;
  }

  .check .status:empty {
    display: none;
  }

  .finding {
    display: flex;
    gap: 0.5rem;
  }

  .finding svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .finding.good svg {
    color: var(--_good);
  }

  .finding.warning svg {
    color: var(--_warning);
  }

  .finding.bad svg {
    color: var(--_bad);
  }

  .finding p {
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }

  .check .meter {
    block-size: 0.5rem;
    overflow: clip;
    border: 1px solid var(--_text-muted);
    border-radius: 999px;
  }

  .check .meter > div {
    inline-size: var(--_level, 0%);
    block-size: 100%;
    background: var(--_good);
    forced-color-adjust: none;
  }

  .check button {
    justify-self: start;
    min-block-size: 2.25rem;
    padding: 0.375rem 0.75rem;
    border-radius: 0.5rem;
    background: var(--_surface);
    font-weight: 500;
    text-align: start;
  }

  .check button:hover {
    background: var(--_surface-hover);
  }

  .check summary {
    inline-size: max-content;
    min-block-size: 1.5rem;
    color: var(--_text-muted);
    cursor: pointer;
  }

  .check dl {
    display: grid;
    gap: 0.25rem;
    margin: 0.25rem 0 0;
  }

  .check dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    column-gap: 1.5rem;
  }

  .check dt {
    color: var(--_text-muted);
  }

  .check dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    .check button {
      border: 1px solid ButtonText;
    }

    .check .meter > div {
      background: Highlight;
    }
  }
`;
