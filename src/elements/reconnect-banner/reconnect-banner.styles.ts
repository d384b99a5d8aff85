import { css } from 'lit';

export const bannerStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .notice {
    animation: enter 0.2s ease-out;
  }

  @keyframes enter {
    from {
      opacity: 0;
      translate: 0 -0.25rem;
    }
  }
`;
