import { css } from 'lit';

export const incomingCallStyles = css`
  /* Where there is room, the buttons stand beside who calls. */
  @container (min-width: 28rem) {
    .view {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      justify-items: stretch;
    }

    .view .who {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      justify-items: start;
      column-gap: 1rem;
      text-align: start;
    }

    .view .who > * {
      grid-column: 2;
    }

    .view .who > .avatar {
      grid-row: 1 / span 3;
      grid-column: 1;
      margin-block-end: 0;
    }

    .view .who .party {
      padding-inline: 0;
    }

    .view .controls {
      inline-size: auto;
      column-gap: 1.25rem;
    }
  }
`;
