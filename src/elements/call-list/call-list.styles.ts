import { css } from 'lit';

export const callListStyles = css`
  :host {
    max-inline-size: var(--telnyx-call-list-width, 28rem);
  }

  .empty {
    margin: 0;
    color: var(--_text-muted);
    text-align: center;
  }
`;
