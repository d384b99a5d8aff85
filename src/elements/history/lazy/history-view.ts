import { HISTORY } from '../../../localization/en/lazy/history.ts';
import type { CallHistory, HistoryEntry } from '../../../contract/history.ts';
import type { TemplateResult } from 'lit';
import type { HistoryKeeper, HistoryKit, HistoryView, HistoryViewOptions } from '../history.ts';
import { dayOf, daysBetween, nextDayAt } from './days.ts';
import { historyStyles } from './history.styles.ts';

type Key = keyof typeof HISTORY;

/** What is said of an entry: to be seen in a word, and to be heard in a sentence. */
interface Words {
  readonly seen: Key;
  readonly heard: Key;
}

function wordsOf({ direction, outcome }: HistoryEntry): Words {
  const inbound = direction === 'inbound';
  if (outcome === 'answered') {
    return inbound
      ? { seen: 'history.incoming', heard: 'history.said-incoming' }
      : { seen: 'history.outgoing', heard: 'history.said-outgoing' };
  }
  // Whoever was called has declined; whoever called was rejected.
  if (outcome === 'rejected' && !inbound) return { seen: 'history.declined', heard: 'history.said-declined' };
  if (outcome === 'failed' && inbound) return { seen: 'history.failed', heard: 'history.said-failed-incoming' };
  return { seen: `history.${outcome}`, heard: `history.said-${outcome}` };
}

/** Makes the list of the calls that are over; see `HistoryView`. */
export function createView(kit: HistoryKit): HistoryView {
  const { call, close, duration, html, keyed, language, line, lookup, nothing } = kit;
  const text = (key: Key, values?: Record<string, string>): string => lookup(HISTORY, key, values);

  const arrows = {
    in: line('M17 7L7 17M7 9.5V17h7.5'),
    out: line('M7 17L17 7M9.5 7H17v7.5'),
    missed: line('M4.5 8l7.5 7l7.5 -7M4.5 13V8h5'),
  };

  const time = (at: number): string => new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(at);

  /** Today, yesterday, the day of the week, or the date. */
  function dayName(at: number, now: number): string {
    const days = daysBetween(at, now);
    if (days < 2) return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-days, 'day');
    const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric';
    const options: Intl.DateTimeFormatOptions =
      days < 7 ? { weekday: 'long' } : { weekday: 'short', day: 'numeric', month: 'short', year };
    return new Intl.DateTimeFormat(language(), options).format(at);
  }

  const capital = (name: string): string => name.charAt(0).toLocaleUpperCase(language()) + name.slice(1);

  const talked = ({ answeredAt, endedAt }: HistoryEntry): string =>
    answeredAt === null ? '' : duration(Math.max(0, Math.round((endedAt - answeredAt) / 1000)));

  const forget = (history: CallHistory, entry: HistoryEntry, keeper: HistoryKeeper): void => {
    const { entries } = history;
    const place = entries.indexOf(entry);
    const next = entries[place + 1] ?? entries[place - 1];
    keeper.current = next?.id ?? null;
    history.remove(entry.id);
    void keeper.then(() => focus(keeper, keeper.current));
  };

  /** Into the entry: on what calls there, else on what it has. Without one, on the list itself. */
  function focus({ root }: HistoryKeeper, id: string | null): void {
    const row = id === null ? null : root.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"] button`);
    (row ?? root.querySelector<HTMLElement>('.history'))?.focus();
  }

  function renderEntry(view: HistoryViewOptions, entry: HistoryEntry, inTabOrder: boolean): TemplateResult {
    const { history, now, disabled, actions, keeper } = view;
    const { id, direction, outcome, remoteName, startedAt } = entry;
    const number = actions.written(entry.remoteNumber);
    const party = remoteName || number || text('history.unknown');
    const isNumber = !remoteName && Boolean(number);
    const { seen, heard } = wordsOf(entry);
    const said = text(heard, { party, day: dayName(startedAt, now), time: time(startedAt), duration: talked(entry) });
    const arrow = outcome === 'missed' ? arrows.missed : direction === 'inbound' ? arrows.in : arrows.out;
    const tabindex = inTabOrder ? 0 : -1;
    return html`<div
      part=${`entry-row ${outcome}`}
      class=${`entry-row ${outcome}`}
      role="listitem"
      aria-label=${said}
      data-entry=${id}
      @focusin=${() => {
        if (keeper.current === id) return;
        keeper.current = id;
        keeper.update();
      }}
    >
      <span class="arrow">${arrow}</span>
      <div class="whom">
        <bdi part="entry-party" class="whose" dir=${isNumber ? 'ltr' : 'auto'} title=${party}>${party}</bdi>
        ${remoteName && number ? html`<bdi class="number" dir="ltr">${number}</bdi>` : nothing}
        <span class="about"
          ><span part="outcome">${text(seen)}</span> ·
          <time datetime=${new Date(startedAt).toISOString()}>${time(startedAt)}</time
          >${outcome === 'answered' ? html` · <span part="timer">${talked(entry)}</span>` : nothing}</span
        >
      </div>
      ${
        entry.remoteNumber
          ? html`<button
              part="button call-entry"
              class="mini call"
              type="button"
              tabindex=${tabindex}
              aria-label=${text('history.call', { party })}
              aria-disabled=${disabled}
              @click=${() => disabled || void actions.dial(entry.remoteNumber)}
            >
              ${call()}
            </button>`
          : nothing
      }
      <button
        part="button remove"
        class="mini remove"
        type="button"
        tabindex=${tabindex}
        aria-label=${text('history.remove', { party })}
        @click=${() => forget(history, entry, keeper)}
      >
        ${close()}
      </button>
    </div>`;
  }

  function renderClear({ history, keeper }: HistoryViewOptions): TemplateResult {
    const ask = (clearing: boolean, focused: string): void => {
      keeper.clearing = clearing;
      keeper.update();
      void keeper.then(() => keeper.root.querySelector<HTMLElement>(focused)?.focus());
    };
    if (!keeper.clearing) {
      return html`<button part="button clear" class="link clear" type="button" @click=${() => ask(true, '.keep')}>
        ${text('history.clear')}
      </button>`;
    }
    return html`<span class="question" role="group" aria-label=${text('history.clear-question')}>
      <button part="button keep" class="link keep" type="button" @click=${() => ask(false, '.clear')}>
        ${text('history.keep')}
      </button>
      <button
        part="button clear-now"
        class="link danger"
        type="button"
        @click=${() => {
          history.clear();
          ask(false, '.history');
        }}
      >
        ${text('history.clear')}
      </button>
    </span>`;
  }

  return {
    styles: historyStyles(kit),

    render(view) {
      const { history, now, keeper } = view;
      const { entries } = history;
      const days = [...new Set(entries.map(({ startedAt }) => dayOf(startedAt)))];
      const current = entries.find(({ id }) => id === keeper.current) ?? entries[0];
      return html`<section part="history" class="history" tabindex="-1" aria-label=${text('history.label')}>
        <div class="heading">
          <h2>${keeper.clearing ? text('history.clear-question') : text('history.label')}</h2>
          ${entries.length > 0 ? renderClear(view) : nothing}
        </div>
        ${entries.length > 0 ? nothing : html`<p class="none">${text('history.none')}</p>`}
        <div class="days">
          ${days.map((began) => {
            const ofDay = entries.filter(({ startedAt }) => dayOf(startedAt) === began);
            const day = capital(dayName(began, now));
            return html`<h3>${day}</h3>
              <div part="entries" class="entries" role="list" aria-label=${day}>
                ${ofDay.map((entry) => keyed(entry.id, renderEntry(view, entry, entry === current)))}
              </div>`;
          })}
        </div>
      </section>`;
    },

    keydown(key, target, keeper) {
      const row = target.closest<HTMLElement>('.entry-row');
      if (!row) return false;
      const rows = [...keeper.root.querySelectorAll<HTMLElement>('.entry-row')];
      const place = rows.indexOf(row);
      const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: rows.length - 1 }[key];
      if (to !== undefined) {
        // To the button of the same kind: whoever removes one after another goes on to remove.
        const kind = target.closest('.remove') ? '.remove' : 'button';
        rows[Math.min(Math.max(to, 0), rows.length - 1)]?.querySelector<HTMLElement>(kind)?.focus();
      } else if (key === 'Delete') {
        row.querySelector<HTMLElement>('.remove')?.click();
      } else {
        return false;
      }
      return true;
    },

    changesAt: nextDayAt,
  };
}
