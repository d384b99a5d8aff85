import { html, svg, type TemplateResult } from 'lit';

/** Line icons on a grid of 24; they are decoration, the words beside them or the button's name say what is meant. */
export const icon = (body: unknown, flips = ''): TemplateResult =>
  html`<svg class=${flips} viewBox="0 0 24 24" aria-hidden="true">${body}</svg>`;

/** `flips`: it points along the line of writing, and so the other way where that runs from right to left. */
export const line = (d: string, flips: 'flips' | '' = ''): TemplateResult => icon(svg`<path d=${d} />`, flips);

/** A handset seen from the side, lying face down. */
const handset = (rotation: number): TemplateResult =>
  icon(
    svg`<path fill="currentColor" stroke="none" transform=${`rotate(${rotation} 12 12.5)`} d="M12 8.6c-3.7 0-7 1.2-9.2 3.2-.8.8-1 2-.4 2.9l1.2 1.8c.5.8 1.5 1.1 2.4.7l2.2-1c.7-.3 1.1-1 1.1-1.7v-1.6a10 10 0 0 1 5.4 0v1.6c0 .7.4 1.4 1.1 1.7l2.2 1c.9.4 1.9.1 2.4-.7l1.2-1.8c.6-.9.4-2.1-.4-2.9-2.2-2-5.5-3.2-9.2-3.2Z" />`,
  );

export const call = (): TemplateResult => handset(-135);
export const hangUp = (): TemplateResult => handset(0);
export const mute = (): TemplateResult =>
  icon(
    svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M4 4l16 16" />`,
  );
export const backspace = (): TemplateResult =>
  line('M8.2 6h10.3A2.5 2.5 0 0 1 21 8.5v7a2.5 2.5 0 0 1-2.5 2.5H8.2L3 12zM11.5 9.5l5 5M16.5 9.5l-5 5', 'flips');
export const close = (): TemplateResult => line('M6.5 6.5l11 11M17.5 6.5l-11 11');
export const sliders = (): TemplateResult =>
  line('M4 8h8M18 8h2M4 16h2M12 16h8M12 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M6 16a3 3 0 1 0 6 0a3 3 0 1 0-6 0');
export const done = (): TemplateResult => line('M5 12.5l4.5 4.5L19 7.5');
export const recent = (): TemplateResult => line('M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0');
export const keys = (): TemplateResult =>
  line('M5 5v.1M12 5v.1M19 5v.1M5 12v.1M12 12v.1M19 12v.1M5 19v.1M12 19v.1M19 19v.1');
export const alert = (): TemplateResult => line('M12 8v4.5M12 16v.1M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0');
export const spinner = (): TemplateResult =>
  html`<svg class="spinner" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3.5A8.5 8.5 0 1 1 3.5 12" /></svg>`;
