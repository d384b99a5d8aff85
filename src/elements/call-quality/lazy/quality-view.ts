import type { TemplateResult } from 'lit';
import type { CallQuality } from '../../../contract/snapshots.ts';
import { QUALITY } from '../../../localization/en/lazy/quality.ts';
import { shownQuality } from '../../../selectors/quality.ts';
import type { CheckHost, Kit, QualityView } from '../view.ts';
import type { PartKeeper } from '../../lazy-part.ts';
import { qualityStyles } from './quality.styles.ts';

/** Height of each bar, on a grid of 16. */
const BARS = [5, 9, 12.5, 16] as const;

/** The numbers, in the order in which they are told. */
const DETAILS: readonly (readonly [
  name: keyof CallQuality,
  text: keyof typeof QUALITY,
  how: Intl.NumberFormatOptions,
])[] = [
  ['loss', 'quality.loss', { style: 'percent', maximumFractionDigits: 1 }],
  ['lossSent', 'quality.loss-sent', { style: 'percent', maximumFractionDigits: 1 }],
  ['roundTrip', 'quality.round-trip', { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }],
  ['jitter', 'quality.jitter', { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }],
  ['mos', 'quality.mos', { minimumFractionDigits: 1, maximumFractionDigits: 1 }],
];

export function createView(kit: Kit): QualityView {
  const { callStatus, html, lookup, nothing, number, STATUS, svg } = kit;
  const text = (key: keyof typeof QUALITY, values?: Record<string, string>): string => lookup(QUALITY, key, values);

  const bars = (lit: number): TemplateResult =>
    html`<svg part="quality-bars" class="bars" viewBox="0 0 22 16" aria-hidden="true">
      ${BARS.map(
        (height, index) =>
          svg`<rect class=${index < lit ? 'lit' : ''} x=${index * 6} y=${16 - height} width="4" height=${height} rx="1" />`,
      )}
    </svg>`;

  const details = (quality: CallQuality | null): TemplateResult[] =>
    DETAILS.map(([name, key, how]) => {
      const value = quality?.[name];
      return html`<div>
        <dt>${text(key)}</dt>
        <dd part=${key.replace('.', '-')}>
          ${typeof value === 'number' ? number(value, how) : text('quality.unknown')}
        </dd>
      </div>`;
    });

  /** Of no use where it was not asked for. */
  const checkView = kit.lazyView(
    kit,
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
    (_attempt) => import('./check-view.ts'),
  );
  const keepers = new WeakMap<CheckHost, PartKeeper>();

  const offer = (host: CheckHost): TemplateResult | null => {
    const keeper = keepers.get(host) ?? new kit.PartKeeper(host, checkView);
    keepers.set(host, keeper);
    keeper.follow(true);
    return checkView.value?.render(host) ?? null;
  };

  return {
    styles: qualityStyles(kit),

    show(host, call) {
      const check = (host.checkDestination ?? false) === false ? null : offer(host);
      return check ?? (call === null ? nothing : this.render(call));
    },

    render(call, levelOnly = false) {
      const shown = shownQuality(call, callStatus(call));
      if (!shown || (levelOnly && shown.bars === 0)) return nothing;
      const { kind } = shown;
      const level =
        kind in LEVEL_TEXTS ? text(LEVEL_TEXTS[kind as keyof typeof LEVEL_TEXTS]) : lookup(STATUS, `call.${kind}`);
      return html`<button
          part="quality"
          class="quality ${shown.tone}"
          type="button"
          popovertarget="quality-details"
          aria-label=${text('quality.label', { level })}
        >
          ${bars(shown.bars)} <span part="quality-level">${level}</span>
        </button>
        <div
          id="quality-details"
          part="quality-details"
          class="quality-details"
          popover
          role="group"
          aria-label=${text('quality.details')}
        >
          <strong>${level}</strong>
          <dl>${details(call.quality)}</dl>
        </div>`;
    },
  };
}

const LEVEL_TEXTS = {
  excellent: 'quality.excellent',
  good: 'quality.good',
  fair: 'quality.fair',
  poor: 'quality.poor',
  measuring: 'quality.measuring',
} as const;
