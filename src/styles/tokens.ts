import { css } from 'lit';

/**
 * What all elements share. Each private `--_name` is the page's `--telnyx-name`, or ours; ours follow the page's
 * `color-scheme`, so that a page which is only light never gets a dark phone, and `theme` decides against it.
 */
export const tokens = css`
  :host {
    --_background: var(--telnyx-background, light-dark(#fff, #17181c));
    --_surface: var(--telnyx-surface, light-dark(#f1f2f5, #26282e));
    --_surface-hover: var(--telnyx-surface-hover, color-mix(in srgb, var(--_surface), var(--_text) 6%));
    --_text: var(--telnyx-text, light-dark(#15171c, #f3f4f6));
    --_text-muted: var(--telnyx-text-muted, light-dark(#5b616e, #a3a9b5));
    --_border: var(--telnyx-border, light-dark(#e3e5ea, #31343b));
    --_accent: var(--telnyx-accent, light-dark(#15803d, #168741));
    --_on-accent: var(--telnyx-on-accent, #fff);
    --_danger: var(--telnyx-danger, light-dark(#cf222e, #e5484d));
    --_on-danger: var(--telnyx-on-danger, #fff);
    --_good: var(--telnyx-good, light-dark(#15803d, #4ade80));
    --_warning: var(--telnyx-warning, light-dark(#b45309, #fbbf24));
    --_bad: var(--telnyx-bad, light-dark(#cf222e, #ff8589));
    --_focus: var(--telnyx-focus, light-dark(#2563eb, #8ab4ff));
    --_radius: var(--telnyx-radius, 1.25rem);
    --_round: var(--telnyx-button-radius, 999px);
    --_space: var(--telnyx-space, 1rem);
    --_shadow: var(--telnyx-shadow, 0 1px 2px rgb(0 0 0 / 0.05), 0 12px 32px -12px rgb(0 0 0 / 0.16));

    box-sizing: border-box;
    color: var(--_text);
    font: 400 0.875rem/1.4 var(--telnyx-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    -webkit-font-smoothing: antialiased;
    text-align: start;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([theme='auto']) {
    color-scheme: light dark;
  }

  :host([hidden]) {
    display: none !important;
  }

  * {
    box-sizing: border-box;
  }

  button,
  input {
    margin: 0;
    padding: 0;
    border: 0;
    color: inherit;
    font: inherit;
    background: none;
  }

  button {
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }

  button[aria-disabled='true'] {
    cursor: default;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  svg {
    display: block;
    inline-size: 1.5em;
    block-size: 1.5em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .flips:dir(rtl) {
    scale: -1 1;
  }

  /* Numbers are written from left to right everywhere. */
  [part='timer'],
  [type='tel'],
  .dialpad {
    direction: ltr;
    unicode-bidi: isolate;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

/** A dot that says by its colour how things stand; the words beside it say so too. */
export const dot = css`
  .dot {
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--_text-muted);
    forced-color-adjust: none;
  }

  .dot.good {
    background: var(--_good);
  }

  .dot.warning {
    background: var(--_warning);
  }

  .dot.bad {
    background: var(--_bad);
  }

  .dot.busy {
    background: var(--_focus);
    animation: pulse 1.4s ease-in-out infinite;
  }

  @keyframes pulse {
    50% {
      opacity: 0.35;
    }
  }
`;
