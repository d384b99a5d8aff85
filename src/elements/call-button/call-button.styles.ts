import { css } from 'lit';

export const callButtonStyles = css`
  :host {
    display: inline-flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.5rem;
    max-inline-size: 100%;
    vertical-align: middle;
  }

  .start,
  .talk {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    max-inline-size: 100%;
    min-block-size: 2.75rem;
    border-radius: var(--telnyx-call-button-radius, var(--_round));
    font-weight: 600;
    line-height: 1.25;
  }

  .start {
    padding-block: 0.5rem;
    padding-inline: 1rem 1.25rem;
    background: var(--_accent);
    color: var(--_on-accent);
    text-align: start;
    transition: filter 0.12s;
  }

  .start:hover,
  .disc:hover {
    filter: brightness(1.08);
  }

  .start svg {
    flex: none;
    inline-size: 1.375rem;
    block-size: 1.375rem;
  }

  [aria-disabled='true'],
  [aria-disabled='true']:hover {
    background: var(--_surface);
    color: var(--_text-muted);
    filter: none;
  }

  .talk {
    padding-inline: 1rem 0.25rem;
    border: 1px solid var(--_border);
    background: var(--_background);
    font-weight: 500;
  }

  .status {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-inline-size: 0;
    margin: 0;
  }

  .disc {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: var(--_round);
  }

  .disc svg {
    inline-size: 1.375rem;
    block-size: 1.375rem;
  }

  .hang-up {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  [part='note'] {
    margin: 0;
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }

  .notices {
    container-type: inline-size;
    inline-size: 20rem;
    max-inline-size: 100%;
  }

  @media (forced-colors: active) {
    .start,
    .disc {
      border: 1px solid ButtonText;
    }
  }
`;
