import type { PhoneClient } from '../../contract/client.ts';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { ringingCalls } from '../../selectors/ring.ts';

/** What the system says of a call. */
export interface CallWords {
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  readonly dir: NotificationDirection;
}

/** An element that wants the system to tell of its client's calls. */
export interface NotifyTaker {
  words(call: CallSnapshot): Promise<CallWords>;
  /** Puts the focus on the button that answers this call; false where it is not to be seen. */
  focusAnswer(callId: string): Promise<boolean>;
  /** What the browser allows may have changed. */
  update(): void;
}

/**
 * Has the system tell of calls for as long as they ring and nobody looks at the page: of each once, however many elements
 * want it. A press there leads to the phone, and answers nothing.
 */
export interface Notifier {
  /** Null where a page cannot have the system tell of anything. */
  readonly permission: NotificationPermission | null;
  /** Has the browser ask the user, for whom this must follow from a press. */
  ask(): Promise<void>;
  /** Returns the way out. */
  add(client: PhoneClient, taker: NotifyTaker): () => void;
}

/** Only Chromium names its platform so, and only on Android does it leave notifications to service workers. */
const isAndroid = (): boolean =>
  (navigator as { userAgentData?: { platform?: string } }).userAgentData?.platform === 'Android';

/** Nobody looks at the page, or at the one that it is a frame of. */
function isAway(): boolean {
  let { document: seen } = window;
  try {
    if (window.top) seen = window.top.document;
  } catch {
    // A page of another origin does not say.
  }
  return seen.visibilityState === 'hidden' || !seen.hasFocus();
}

export function createNotifier(): Notifier {
  const watches = new Map<PhoneClient, Watch>();
  /** The browser has notifications, and none for pages. */
  let refuses = false;
  /** The page is left: the system would go on telling of its calls. */
  let left = false;

  const permission = (): NotificationPermission | null =>
    !refuses && isSecureContext && 'Notification' in globalThis && !isAndroid() ? Notification.permission : null;

  const make = ({ title, ...options }: CallWords, tag: string): Notification | null => {
    try {
      return new Notification(title, { ...options, tag, requireInteraction: true });
    } catch {
      refuses = true;
      return null;
    }
  };

  /** Those of one client. */
  class Watch {
    readonly takers = new Set<NotifyTaker>();
    readonly #client: PhoneClient;
    readonly #unsubscribe: () => void;
    /** By the calls that are told of; null while that is being written. */
    readonly #told = new Map<string, Notification | null>();
    /** Calls of which the user wants to be told no more. */
    readonly #noticed = new Set<string>();
    #due = false;
    #over = false;

    constructor(client: PhoneClient) {
      this.#client = client;
      this.#unsubscribe = client.subscribe(() => {
        if (this.#due) return;
        this.#due = true;
        // An incoming call that the page shows by itself is only known as such after its event.
        queueMicrotask(this.look);
      });
    }

    readonly look = (): void => {
      this.#due = false;
      if (this.#over) return;
      const { snapshot } = this.#client;
      const told = !left && permission() === 'granted' && isAway() ? ringingCalls(snapshot) : [];
      for (const id of this.#told.keys()) if (!told.some((call) => call.id === id)) this.#close(id);
      for (const call of told) if (!this.#told.has(call.id) && !this.#noticed.has(call.id)) void this.#tell(call);
      for (const id of this.#noticed) if (!snapshot.calls.some((call) => call.id === id)) this.#noticed.delete(id);
    };

    end(): void {
      this.#over = true;
      this.#unsubscribe();
      for (const id of this.#told.keys()) this.#close(id);
    }

    async #tell(call: CallSnapshot): Promise<void> {
      const { id } = call;
      const [taker] = this.takers;
      if (!taker) return;
      this.#told.set(id, null);
      const words = await taker.words(call);
      // Meanwhile it may ring no more, or was told of.
      if (this.#told.get(id) !== null) return;
      const notification = make(words, id);
      this.#told.set(id, notification);
      if (!notification) return;
      notification.onclick = () => {
        this.#noticed.add(id);
        this.#close(id);
        window.focus();
        void this.#focusAnswer(id);
      };
      notification.onclose = () => {
        if (this.#told.get(id) !== notification) return;
        this.#told.delete(id);
        this.#noticed.add(id);
      };
    }

    #close(id: string): void {
      const notification = this.#told.get(id);
      this.#told.delete(id);
      notification?.close();
    }

    async #focusAnswer(id: string): Promise<void> {
      for (const taker of [...this.takers]) if (await taker.focusAnswer(id)) return;
    }
  }

  const look = (): void => {
    for (const watch of watches.values()) watch.look();
  };
  const update = (): void => {
    for (const { takers } of watches.values()) for (const taker of takers) taker.update();
  };
  /** The user may have been to the browser's settings. */
  const back = (): void => {
    look();
    update();
  };
  const come = ({ type }: Event): void => {
    left = type === 'pagehide';
    look();
  };

  const listen = (act: 'addEventListener' | 'removeEventListener'): void => {
    window[act]('focus', back);
    window[act]('blur', look);
    window[act]('pagehide', come);
    window[act]('pageshow', come);
    document[act]('visibilitychange', look);
  };

  return {
    get permission() {
      return permission();
    },

    async ask() {
      try {
        await Notification.requestPermission();
      } catch {
        // Where the page may not even ask, nothing has changed.
      }
      back();
    },

    add(client, taker) {
      if (watches.size === 0) listen('addEventListener');
      const watch = watches.get(client) ?? new Watch(client);
      watches.set(client, watch);
      watch.takers.add(taker);
      return () => {
        watch.takers.delete(taker);
        // An element that is only moved is back before this runs.
        queueMicrotask(() => {
          if (watch.takers.size || watches.get(client) !== watch) return;
          watch.end();
          watches.delete(client);
          if (watches.size === 0) listen('removeEventListener');
        });
      };
    },
  };
}
