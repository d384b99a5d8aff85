import type { ReactiveController } from 'lit';
import type { PhoneClient } from '../../../contract/client.ts';
import type { CallSnapshot } from '../../../contract/snapshots.ts';
import { createNotifier, type CallWords, type NotifyTaker } from '../../../controllers/lazy/notifier.ts';
import { NOTIFY } from '../../../localization/en/lazy/notify.ts';
import type { Kit, NotifyHost, NotifyView } from '../notify.ts';
import { notifyStyles } from './notify.styles.ts';

/** How long, in milliseconds, the system says nothing of a call for the sake of how its number is written. */
const PATIENCE = 1000;

interface Said extends Pick<CallWords, 'lang' | 'dir'> {
  readonly incoming: string;
  readonly unknown: string;
}

export function createView(kit: Kit): NotifyView {
  const { html, lookup, phoneNumbers } = kit;
  const notifier = kit.pageNotifier(createNotifier);
  const styles = notifyStyles(kit).styleSheet;
  const text = (key: keyof typeof NOTIFY): string => lookup(NOTIFY, key);

  /** In the language of the element that is rendered. */
  const said = (): Said => {
    const { code: lang, dir } = kit.readLanguage();
    return { incoming: text('notify.incoming'), unknown: text('notify.unknown'), lang, dir: dir ?? 'auto' };
  };

  const bell = html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M6.5 17V11a5.5 5.5 0 0 1 11 0v6M4.5 17h15M10.5 20.5h3M12 5.5v-2" />
  </svg>`;

  /** The element's part in it, from the first time that it wants to have one. */
  class Member implements ReactiveController, NotifyTaker {
    readonly #host: NotifyHost;
    #client: PhoneClient | null = null;
    #leave: (() => void) | null = null;
    #shown: string | undefined;
    /** As the element would say it. */
    #said = said();
    #asking = false;
    /** The user has pressed, and may wonder what came of it. */
    #pressed = false;

    constructor(host: NotifyHost) {
      this.#host = host;
      if (styles) (host.renderRoot as ShadowRoot).adoptedStyleSheets.push(styles);
      host.addController(this);
    }

    hostConnected(): void {
      this.#follow();
    }

    hostDisconnected(): void {
      this.#follow();
    }

    render(shown: string | undefined, idle: boolean, settings: boolean): unknown {
      this.#shown = shown;
      this.#said = said();
      this.#follow();
      const { permission } = notifier;
      if (!idle || !this.#offers) return undefined;
      if (permission === 'default') {
        return html`<button
          part="button notify"
          class="notify"
          type="button"
          aria-busy=${this.#asking}
          @click=${() => void this.#ask()}
        >
          ${bell} <span>${text('notify.offer')}</span>
        </button>`;
      }
      return permission === 'denied' && (settings || this.#pressed)
        ? html`<p part="notify-blocked" class="notify" role="status">${bell} <span>${text('notify.blocked')}</span></p>`
        : undefined;
    }

    async words({ remoteName, remoteNumber }: CallSnapshot): Promise<CallWords> {
      const { client } = this.#host;
      if (kit.isLong(remoteNumber)) {
        await Promise.race([phoneNumbers.fetch(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      }
      const number = kit.written(remoteNumber, client);
      const { incoming, unknown, lang, dir } = this.#said;
      // Numbers are written from left to right everywhere.
      const written = number && dir === 'rtl' ? `\u2066${number}\u2069` : number;
      return {
        title: remoteName || written || unknown,
        body: written && remoteName && remoteName !== remoteNumber ? `${written}\n${incoming}` : incoming,
        lang,
        dir,
      };
    }

    async focusAnswer(callId: string): Promise<boolean> {
      const host = this.#host as NotifyHost & { layout?: string; open?: boolean };
      // One that is minimised, by the user even, is not where they can answer with the next press.
      if (host.layout === 'floating') host.open = true;
      await host.updateComplete;
      const root = host.renderRoot as ShadowRoot;
      const beside = root.querySelector<HTMLElement>(`[data-call="${CSS.escape(callId)}"] .answer`);
      const answer =
        beside ?? (this.#shown === callId ? root.querySelector<HTMLElement>('.view.incoming .answer') : null);
      answer?.focus({ focusVisible: true });
      return answer !== null && root.activeElement === answer;
    }

    update(): void {
      this.#host.requestUpdate();
    }

    /** Nobody is asked in the middle of a call, and nobody calls a phone that calls an assistant. */
    get #offers(): boolean {
      const { notify, client } = this.#host;
      const { snapshot, configuration } = client;
      return notify && !kit.isAssisted(configuration) && snapshot.calls.every(({ state }) => state === 'destroyed');
    }

    #follow(): void {
      const { client, isConnected, notify } = this.#host;
      const wanted = notify && isConnected ? client : null;
      if (wanted === this.#client) return;
      this.#client = wanted;
      this.#leave?.();
      this.#leave = wanted && notifier.add(wanted, this);
    }

    async #ask(): Promise<void> {
      if (this.#asking) return;
      this.#asking = true;
      this.update();
      await notifier.ask();
      this.#asking = false;
      this.#pressed = true;
      this.update();
    }
  }

  const members = new WeakMap<NotifyHost, Member>();

  return (host, shown, idle, settings = false) => {
    let member = members.get(host);
    if (!member && host.notify) members.set(host, (member = new Member(host)));
    return member?.render(shown, idle, settings);
  };
}
