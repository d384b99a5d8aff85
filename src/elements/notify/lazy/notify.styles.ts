import type { CSSResult } from 'lit';
import type { Kit } from '../notify.ts';

/** It can stand by itself on a page, so it brings its own background. */
export const notifyStyles = ({ css }: Kit): CSSResult => css`
  .notify {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    inline-size: fit-content;
    max-inline-size: 100%;
    margin: 0;
    margin-inline: auto;
    padding: 0.5rem 0.75rem;
    border-radius: 1.125rem;
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.8125rem;
    text-align: start;
    text-wrap: balance;
  }

  button.notify {
    font-weight: 500;
  }

  button.notify:hover {
    background: var(--_surface-hover);
  }

  .notify svg {
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  @media (forced-colors: active) {
    button.notify {
      border: 1px solid ButtonText;
    }
  }
`;
