import type { CSSResult } from 'lit';
import type { Kit } from '../call-views.ts';

/** What a call button lacks for its call. Every host has these styles: no other has these classes. */
export const callButtonStyles = ({ css }: Kit): CSSResult => css`
  .talk .status svg {
    inline-size: 1rem;
    block-size: 1rem;
    color: var(--_text-muted);
  }

  .talk [part='timer'] {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  .talk .again:not([aria-disabled='true']) {
    background: var(--_accent);
    color: var(--_on-accent);
  }
`;
