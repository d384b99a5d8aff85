import type { CSSResult } from 'lit';
import type { Kit } from '../view.ts';

export const transcriptStyles = ({ css }: Kit): CSSResult => css`
  .transcript {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 0.5rem;
    inline-size: 100%;
    min-inline-size: 0;
  }

  .messages {
    display: flex;
    flex-direction: column;
    gap: 0.5rem;
    min-block-size: 4.5rem;
    max-block-size: var(--telnyx-transcript-height, 20rem);
    padding: 0.25rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    border-radius: 0.5rem;
    scrollbar-gutter: stable;
  }

  .open {
    display: contents;
  }

  .message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    align-self: flex-start;
    gap: 0.125rem;
    max-inline-size: 88%;
  }

  .message.user {
    align-items: flex-end;
    align-self: flex-end;
  }

  .by {
    padding-inline: 0.25rem;
    color: var(--_text-muted);
    font-size: 0.75rem;
  }

  .message p {
    max-inline-size: 100%;
    margin: 0;
    padding: 0.5rem 0.75rem;
    border: 1px solid transparent;
    border-radius: 1rem;
    border-end-start-radius: 0.25rem;
    background: var(--_surface);
    text-align: start;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    user-select: text;
  }

  .message.user p {
    border-color: var(--_border);
    border-end-start-radius: 1rem;
    border-end-end-radius: 0.25rem;
    background: var(--_background);
  }

  /* There is more to come. */
  .open p::after {
    content: '';
    display: inline-block;
    inline-size: 0.375rem;
    block-size: 0.375rem;
    margin-inline-start: 0.375rem;
    border-radius: 50%;
    background: var(--_text-muted);
    animation: pulse 1.4s ease-in-out infinite;
  }

  .empty {
    margin: auto;
    color: var(--_text-muted);
  }

  .latest {
    display: flex;
    align-items: center;
    align-self: center;
    gap: 0.25rem;
    min-block-size: 2rem;
    padding-inline: 0.75rem;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_background);
    font-weight: 500;
  }

  .latest svg {
    inline-size: 1rem;
    block-size: 1rem;
  }

  .write {
    display: flex;
    gap: 0.5rem;
  }

  .write input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 2.5rem;
    inline-size: auto;
    padding-inline: 0.875rem;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_background);
    font-size: inherit;
    letter-spacing: 0;
    text-align: start;
  }

  .write input::placeholder {
    color: var(--_text-muted);
    font-size: inherit;
    opacity: 1;
  }

  .write button {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .write button svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  :host(:dir(rtl)) .write button svg {
    transform: scaleX(-1);
  }

  .write button[aria-disabled='true'] {
    background: var(--_surface);
    color: var(--_text-muted);
  }

  .tools {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    margin: 0;
    color: var(--_text-muted);
    font-size: 0.8125rem;
  }

  .tools button {
    flex: none;
    min-block-size: 1.5rem;
    padding-inline: 0.25rem;
    border-radius: 0.25rem;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .tools button:hover {
    color: var(--_text);
  }

  @media (forced-colors: active) {
    .message p,
    .write button {
      border: 1px solid CanvasText;
    }
  }
`;
