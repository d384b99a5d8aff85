import type { CSSResult, LitElement, TemplateResult } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import type { CallHistory } from '../../contract/history.ts';
import { loadHistory } from '../../controllers/history.ts';
import { duration, language } from '../../localization/localize.ts';
import type { CallActions } from '../call-actions.ts';
import { viewKit } from '../kit.ts';
import { lazyView, PartKeeper } from '../lazy-part.ts';
import { LazyPart } from '../../persist.ts';

export interface HistoryViewOptions {
  readonly history: CallHistory;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Nothing can be called now. */
  readonly disabled: boolean;
  readonly actions: CallActions;
  readonly keeper: HistoryKeeper;
}

/** The list of the calls that are over. */
export interface HistoryView {
  readonly styles: CSSResult;
  render(view: HistoryViewOptions): TemplateResult;
  /** A key pressed in the list; true if it was meant for it. */
  keydown(key: string, target: Element, keeper: HistoryKeeper): boolean;
  /** When the days in it are called otherwise, in epoch milliseconds. */
  changesAt(now: number): number;
}

/** What it is made with; see `lazyView`. */
const kit = { ...viewKit, duration, language };

export type HistoryKit = typeof kit;

const historyView = lazyView(
  kit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/history-view.ts'),
);

const histories = new WeakMap<PhoneClient, LazyPart<CallHistory>>();

function historyOf(client: PhoneClient): LazyPart<CallHistory> {
  const known = histories.get(client) ?? new LazyPart((attempt) => loadHistory(client, attempt));
  histories.set(client, known);
  return known;
}

type Host = LitElement & { readonly client: PhoneClient };

/** Sees to it that one element has the history of its client, and its view. */
export class HistoryKeeper extends PartKeeper {
  /** The entry that the keys of the keyboard are in. */
  current: string | null = null;
  /** The user is asked whether all is to be forgotten. */
  clearing = false;
  /** How many calls were missed since somebody looked. */
  missed = 0;

  readonly #element: Host;
  #history: LazyPart<CallHistory> | null = null;
  #end: (() => void) | null = null;

  constructor(host: Host) {
    super(host, historyView);
    this.#element = host;
    host.addController({ hostDisconnected: () => this.#release() });
  }

  get on(): boolean {
    return this.#element.client.configuration.history !== 'off';
  }

  /**
   * To be called before each rendering. `written`: calls are to be written down; `shown`: they are to be seen; `opened`:
   * by somebody who wants to see them, while of a list that is always there nobody knows who looks.
   */
  watch(written: boolean, shown: boolean, opened = false): void {
    const history = historyOf(this.#element.client);
    if (history !== this.#history) this.#release();
    this.#history = history;
    const { value } = this;
    if (this.on && !history.value && (written || shown)) void history.fetch().then(this.update);
    if (value && this.#element.isConnected && !this.#end) {
      this.#end = value.subscribe(this.#changed);
      this.missed = value.missed;
    }
    if (opened && this.missed) value?.see();
    this.follow(this.on && shown);
  }

  readonly update = (): void => this.#element.requestUpdate();

  readonly #changed = (): void => {
    this.missed = this.value?.missed ?? 0;
    this.update();
  };

  get view(): HistoryView | null {
    return historyView.value;
  }

  /** Null until it is there, and while it is off. */
  get value(): CallHistory | null {
    return this.on ? (this.#history?.value ?? null) : null;
  }

  get root(): ParentNode {
    return this.#element.renderRoot;
  }

  /** To be done when what has changed is to be seen. */
  async then(act: () => void): Promise<void> {
    await this.#element.updateComplete;
    act();
  }

  #release(): void {
    this.#end?.();
    this.#end = null;
  }
}
