import type { CSSResult } from 'lit';
import type { Kit } from '../floating.ts';

/**
 * The launcher and the window, each a box of its own in the top layer. `--_x` and `--_y` say how much of the free space
 * lies left of it and above it, 0 to 1; the place follows from that, so it never leaves the screen.
 */
export const floatingStyles = ({ css }: Kit): CSSResult => css`
  :host([layout='floating']) {
    display: contents;
  }

  .dock,
  .window {
    --_gap: var(--telnyx-floating-gap, 1rem);
    --_start: calc(env(safe-area-inset-left) + var(--_gap));
    --_top: calc(env(safe-area-inset-top) + var(--_gap));
    --_free: calc(100% - var(--_start) - env(safe-area-inset-right) - var(--_gap));
    --_high: calc(100% - var(--_top) - env(safe-area-inset-bottom) - var(--_gap) - var(--_keyboard, 0px));

    position: fixed;
    inset: calc(var(--_top) + var(--_y, 1) * var(--_high)) auto auto calc(var(--_start) + var(--_x, 1) * var(--_free));
    translate: calc(var(--_x, 1) * -100%) calc(var(--_y, 1) * -100% - var(--_lift, 0px));
    margin: 0;
    padding: 0;
    border: 0;
    color: var(--_text);
  }

  .dock {
    --_key: 2.5rem;

    inline-size: max-content;
    overflow: visible;
    background: none;
  }

  .dock:popover-open {
    display: grid;
    gap: 0.5rem;
    justify-items: end;
  }

  .puck {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    max-inline-size: min(20rem, 100vi - 2 * var(--_gap));
    border-radius: var(--_round);
    background: var(--_background);
    box-shadow: var(--_shadow);
  }

  .puck.idle {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .puck:not(.idle) {
    padding: 0.375rem;
    border: 1px solid var(--_border);
  }

  .puck.ringing {
    animation: ring 1.8s ease-out infinite;
  }

  @keyframes ring {
    from {
      box-shadow:
        var(--_shadow),
        0 0 0 0 color-mix(in srgb, var(--_accent) 45%, transparent);
    }

    to {
      box-shadow:
        var(--_shadow),
        0 0 0 1rem transparent;
    }
  }

  .launcher,
  .window header,
  .move {
    touch-action: none;
    user-select: none;
  }

  .launcher {
    position: relative;
    display: grid;
    place-items: center;
    min-inline-size: 0;
    border-radius: var(--_round);
  }

  .idle .launcher {
    inline-size: var(--telnyx-launcher-size, 3.5rem);
    block-size: var(--telnyx-launcher-size, 3.5rem);
  }

  .idle .launcher > svg,
  .idle .launcher slot > svg {
    inline-size: 50%;
    block-size: 50%;
  }

  .idle .launcher:hover {
    background: color-mix(in srgb, var(--_on-accent) 12%, transparent);
  }

  .puck:not(.idle) .launcher {
    padding-block: 0.125rem;
    padding-inline: 1rem 0.5rem;
    text-align: start;
  }

  .puck:not(.idle) .launcher:last-child {
    padding-inline-end: 1rem;
  }

  .launcher .whom {
    display: grid;
    min-inline-size: 0;
    max-inline-size: 100%;
  }

  .launcher .whose {
    display: block;
    overflow: hidden;
    font-weight: 600;
    line-height: 1.25;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .launcher .status {
    gap: 0.375rem;
    font-size: 0.8125rem;
    line-height: 1.25;
    white-space: nowrap;
  }

  .launcher .status [part='label'] {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .dock .disc {
    flex: none;
  }

  .dock .disc svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }

  .badge,
  .corner {
    position: absolute;
    display: grid;
    place-items: center;
    border-radius: var(--_round);
    box-shadow: 0 0 0 2px var(--_background);
  }

  .badge {
    inset-block-start: -0.25rem;
    inset-inline-end: -0.25rem;
    min-inline-size: 1.375rem;
    min-block-size: 1.375rem;
    padding-inline: 0.375rem;
    background: var(--_danger);
    color: var(--_on-danger);
    font-size: 0.75rem;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }

  .corner {
    inset-block-end: 0;
    inset-inline-end: 0;
    inline-size: 1rem;
    block-size: 1rem;
    background: var(--_background);
  }

  .corner .dot {
    inline-size: 0.625rem;
    block-size: 0.625rem;
  }

  .window {
    inline-size: min(var(--telnyx-phone-width, 20rem), 100vi - 2 * var(--_gap));
    max-inline-size: none;
    max-block-size: calc(100dvb - 2 * var(--_gap) - env(safe-area-inset-top) - env(safe-area-inset-bottom));
    overflow: hidden auto;
    overscroll-behavior: contain;
    container-type: inline-size;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    box-shadow: var(--_shadow);
    animation: appear 0.16s ease-out;
  }

  .window .panel {
    border: 0;
    border-radius: 0;
    background: none;
    box-shadow: none;
    outline-offset: -2px;
  }

  .window header {
    cursor: grab;
  }

  .window header:active {
    cursor: grabbing;
  }

  .tool {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    margin-block: -0.25rem;
    border-radius: 0.5rem;
    color: var(--_text-muted);
  }

  .tool svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .tool:hover {
    background: var(--_surface);
    color: var(--_text);
  }

  .tool.minimise {
    margin-inline-end: -0.375rem;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  /* As SMALL in surroundings.ts. */
  @media (max-width: 30rem), ((max-height: 30rem) and (pointer: coarse)) {
    .window {
      inset: 0;
      translate: none;
      inline-size: 100%;
      block-size: calc(100dvb - var(--_keyboard, 0px));
      max-block-size: none;
      border: 0;
      border-radius: 0;
      padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    }

    .window .panel {
      min-block-size: 100%;
      max-inline-size: 28rem;
      margin-inline: auto;
    }

    .window header {
      cursor: auto;
    }

    .tool.move {
      display: none;
    }

    .tool {
      inline-size: 2.75rem;
      block-size: 2.75rem;
      margin-block: -0.5rem;
    }
  }

  /* What cannot wait is to be seen without scrolling, however low the window. */
  @media (max-height: 38rem) {
    .window .panel {
      min-block-size: 0;
    }

    .window [part='call'] .bar,
    .window [part='incoming'] .controls {
      position: sticky;
      inset-block-end: 0;
      padding-block: 0.5rem;
      background: var(--_background);
    }
  }

  @media (max-height: 26rem) {
    .window .avatar {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .puck,
    .badge,
    .window {
      border: 1px solid ButtonText;
    }
  }

  @media print {
    .dock,
    .window {
      display: none !important;
    }
  }
`;
