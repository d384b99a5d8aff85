import { css } from 'lit';

export const deviceSelectStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    inline-size: 100%;
    max-inline-size: 24rem;
  }

  .notice {
    margin-block-end: 0.75rem;
  }
`;
