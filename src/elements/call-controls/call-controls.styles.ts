import { css } from 'lit';

export const callControlsStyles = css`
  .bar .disc {
    margin-inline: auto;
  }

  /* Where there is room, all of it stands in a row. */
  @container (min-width: 26rem) {
    .view:not(.open) {
      flex-direction: row;
      align-items: flex-start;
      justify-content: center;
    }

    .view:not(.open) :is(.controls, .bar) {
      inline-size: auto;
      min-inline-size: 0;
    }

    .view:not(.open) .controls {
      flex: 0 1 20rem;
    }
  }
`;
