import type { CSSResult } from 'lit';
import type { Kit } from '../view.ts';

export const deviceStyles = ({ css }: Kit): CSSResult => css`
  .devices {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
    text-align: start;
  }

  .device {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.375rem;
  }

  .device label {
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .choice,
  .level {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }

  .choice > svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .device select {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 2.25rem;
    padding-inline: 0.625rem;
    border: 1px solid var(--_border);
    border-radius: 0.5rem;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    text-overflow: ellipsis;
  }

  .device select:disabled {
    color: var(--_text-muted);
  }

  .device option {
    background: var(--_background);
    color: var(--_text);
  }

  .test,
  .pick {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 0.25rem;
    min-block-size: 2.25rem;
    padding-inline: 0.625rem;
    border-radius: 0.5rem;
    background: var(--_surface);
    font-size: 0.8125rem;
    font-weight: 500;
  }

  .test:hover,
  .pick:hover {
    background: var(--_surface-hover);
  }

  .test[aria-disabled='true'] {
    opacity: 0.6;
  }

  .pick {
    justify-self: start;
  }

  .test svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }

  .meter {
    flex: 1;
    block-size: 0.5rem;
    overflow: clip;
    border: 1px solid var(--_text-muted);
    border-radius: 999px;
  }

  .meter > div {
    inline-size: var(--_level, 0%);
    block-size: 100%;
    background: var(--_good);
    forced-color-adjust: none;
  }

  .by-the-way,
  .device-hint {
    margin: 0;
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }

  .by-the-way {
    flex: none;
    max-inline-size: 60%;
  }

  .device .problem {
    margin: 0;
    color: var(--_bad);
    font-size: 0.8125rem;
  }

  @container (max-width: 17rem) {
    .test span {
      display: none;
    }

    .level {
      flex-wrap: wrap;
    }

    .meter {
      flex-basis: 100%;
    }
  }

  @media (forced-colors: active) {
    .test,
    .pick {
      border: 1px solid ButtonText;
    }

    .meter > div {
      background: Highlight;
    }
  }
`;
