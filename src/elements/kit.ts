import { css, html, nothing, svg } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { lookup, lookupError } from '../localization/localize.ts';
import { call, close, icon, line, mute, spinner } from './icons.ts';

/** What most views that are fetched are made with; see `lazyView`. */
export const viewKit = {
  call,
  close,
  css,
  html,
  icon,
  /** Its own type cannot be named outside of Lit. */
  keyed: keyed as (key: unknown, value: unknown) => unknown,
  line,
  lookup,
  lookupError,
  mute,
  nothing,
  spinner,
  svg,
};
