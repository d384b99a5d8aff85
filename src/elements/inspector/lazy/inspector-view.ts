import { DOCUMENTED_EVENTS } from '../../../contract/documented-events.ts';
import { INSPECTOR } from '../../../localization/en/lazy/inspector.ts';
import type { Entry, InspectorHost, InspectorPanel, InspectorView, Kit } from '../view.ts';
import { dataOf, describe, KINDS, type Kind, type Line } from './describe.ts';
import { inspectorStyles } from './inspector.styles.ts';
import { reportOf } from './report.ts';

type Key = keyof typeof INSPECTOR;

/** How long it says that the report was copied, in milliseconds. */
const SAID = 3000;

/** Makes the view of an inspector: a toolbar, and the list of what was observed. */
export function createView(kit: Kit): InspectorView {
  return { styles: inspectorStyles(kit), panel: (host) => createPanel(kit, host) };
}

interface Row {
  readonly element: HTMLLIElement;
  readonly kind: Kind;
  /** What the filter looks at, in small letters. */
  readonly words: string;
}

function createPanel({ html, lookup, nothing }: Kit, host: InspectorHost): InspectorPanel {
  const text = (key: Key, values?: Record<string, string | number>): string => lookup(INSPECTOR, key, values);
  const list = document.createElement('ol');
  list.part.add('entries');
  // Without its marks a list is none to some screen readers.
  list.setAttribute('role', 'list');
  const rows = new Map<Entry, Row>();
  let wanted = '';
  let kind: Kind | 'all' = 'all';
  /** What is shown meanwhile; null while not paused. */
  let paused: readonly Entry[] | null = null;
  let copied = false;
  /** The report, where the browser does not let it be copied. */
  let report: string | null = null;

  const change = (apply: () => void): void => {
    apply();
    host.requestUpdate();
  };

  /** Each row is made once and stays: whoever reads its details, or has the focus in it, is not disturbed by news. */
  const row = (entry: Entry): Row => {
    const known = rows.get(entry);
    if (known) return known;
    const line = describe(entry);
    const made: Row = {
      element: renderRow(entry, line, text),
      kind: line.kind,
      words: `${line.title} ${line.note} ${JSON.stringify(dataOf(entry))}`.toLowerCase(),
    };
    rows.set(entry, made);
    return made;
  };

  const fill = (entries: readonly Entry[]): number => {
    const kept = new Set(entries);
    for (const [entry, { element }] of rows) {
      if (kept.has(entry)) continue;
      element.remove();
      rows.delete(entry);
    }
    let shown = 0;
    for (const entry of entries) {
      const { element, kind: own, words } = row(entry);
      if (!element.isConnected) list.prepend(element);
      element.hidden = (kind !== 'all' && own !== kind) || !words.includes(wanted);
      if (!element.hidden) shown += 1;
    }
    list.hidden = shown === 0;
    return shown;
  };

  const copy = async (): Promise<void> => {
    const at = Date.now();
    const { userAgent, onLine } = navigator;
    const made = reportOf(host.client, host.entries, { at, userAgent, online: onLine, secure: isSecureContext });
    try {
      await navigator.clipboard.writeText(made);
      report = null;
      change(() => (copied = true));
      setTimeout(() => change(() => (copied = false)), SAID);
    } catch {
      change(() => (report = made));
    }
  };

  const button = (key: 'pause' | 'resume' | 'clear' | 'copy', press: () => void): unknown =>
    html`<button part="button ${key === 'resume' ? 'pause' : key}" type="button" @click=${press}>
      ${text(`inspector.${key}`)}
    </button>`;

  const never = (): { name: string; instead: string } | null => {
    const [name = '', about] =
      Object.entries(DOCUMENTED_EVENTS).find(([each]) => each === wanted || each === `telnyx.${wanted}`) ?? [];
    return about?.instead ? { name, instead: about.instead } : null;
  };

  return {
    render() {
      const entries = paused ?? host.entries;
      const shown = fill(entries);
      const missed = paused === null ? 0 : host.entries.filter((entry) => !rows.has(entry)).length;
      const absent = never();
      return html`<section part="panel" class="panel" aria-label=${text('inspector.label')}>
        <div part="toolbar" class="toolbar">
          <label
            >${text('inspector.filter')}
            <input
              part="filter"
              type="search"
              autocomplete="off"
              spellcheck="false"
              placeholder=${text('inspector.placeholder')}
              @input=${({ target }: InputEvent) =>
                change(() => (wanted = (target as HTMLInputElement).value.trim().toLowerCase()))}
          /></label>
          <label
            >${text('inspector.kind')}
            <select
              part="kind"
              @change=${({ target }: Event) => change(() => (kind = (target as HTMLSelectElement).value as Kind))}
            >
              ${(['all', ...KINDS] as const).map(
                (each) => html`<option value=${each}>${text(`inspector.${each}`)}</option>`,
              )}
            </select></label
          >
          <div class="buttons">
            ${button(paused ? 'resume' : 'pause', () => change(() => (paused = paused ? null : host.entries)))}
            ${button('clear', () => {
              if (paused) paused = [];
              host.clear();
            })}
            ${button('copy', () => void copy())}
          </div>
        </div>
        <p class="count">
          <span>${text('inspector.count', { shown, count: entries.length })}</span>
          ${paused ? html`<span>${text('inspector.missed', { missed })}</span>` : nothing}
          <span role="status">${copied ? text('inspector.copied') : nothing}</span>
        </p>
        ${
          report === null
            ? nothing
            : html`<label class="report"
                >${text('inspector.report')} <textarea part="report" readonly rows="8" .value=${report}></textarea>
              </label>`
        }
        ${host.client.configuration.debug ? nothing : html`<p part="note">${text('inspector.debug')}</p>`}
        ${absent ? html`<p part="note">${text('inspector.never', absent)}</p>` : nothing}
        ${
          shown > 0 || absent
            ? nothing
            : html`<p class="none">${text(entries.length ? 'inspector.no-match' : 'inspector.none')}</p>`
        }
        <div class="list" role="group" aria-label=${text('inspector.entries')}>${list}</div>
      </section>`;
    },
  };
}

/** An entry in a line, with its details behind it. */
function renderRow(
  entry: Entry,
  { kind, title, note, tone, direction }: Line,
  text: (key: Key) => string,
): HTMLLIElement {
  const item = document.createElement('li');
  item.part.add('entry');
  item.className = `${kind} ${tone}`;
  const details = make('details');
  const date = new Date(entry.at);
  const time = make('time', two(date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()));
  time.dateTime = date.toISOString();
  const what = make('span');
  what.className = 'what';
  what.append(make('b', title), ' ', make('span', note));
  const summary = make('summary');
  const label = direction
    ? `${direction === 'inbound' ? '← ' : '→ '}${text(direction === 'inbound' ? 'inspector.received' : 'inspector.sent')}`
    : text(`inspector.${kind}`);
  const sort = make('span', label);
  sort.className = 'sort';
  summary.append(time, ' ', sort, ' ', what);
  details.append(summary);
  details.addEventListener(
    'toggle',
    () => {
      const all = make('pre', JSON.stringify(dataOf(entry), null, 2));
      all.part.add('details');
      details.append(all);
    },
    { once: true },
  );
  item.append(details);
  return item;
}

function two(hours: number, minutes: number, seconds: number, milliseconds: number): string {
  const clock = [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
  return `${clock}.${String(milliseconds).padStart(3, '0')}`;
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, words = ''): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}
