import { nothing, type CSSResult, type LitElement, type ReactiveController } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import type { ClientSnapshot } from '../../contract/snapshots.ts';
import { done } from '../icons.ts';
import { viewKit } from '../kit.ts';
import { lazyView, PartKeeper } from '../lazy-part.ts';

/** Who has a panel of devices: at most once in a shadow root. */
export interface DeviceHost extends LitElement {
  readonly client: PhoneClient;
}

/** The panel in one element, from when it is shown to when it is not. */
export interface DevicePanel {
  /** `problems`: says also why something could not be done. */
  render(snapshot: ClientSnapshot, problems: boolean): unknown;
  /** To be called after each rendering. */
  updated(): void;
  /** Lets go of everything, the microphone first. */
  close(): void;
}

export interface DeviceView {
  readonly styles: CSSResult;
  panel(host: DeviceHost, client: PhoneClient): DevicePanel;
  /** What went or came back by itself. */
  notice(snapshot: ClientSnapshot, dismiss: () => void): unknown;
}

/** What the view is made with; see `lazyView`. */
const kit = { ...viewKit, done };

export type Kit = typeof kit;

const deviceView = lazyView(
  kit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/device-view.ts'),
);

/** Keeps the panel of one element, and the notice of devices that went or came back. */
export class DeviceKeeper implements ReactiveController {
  readonly #host: DeviceHost;
  readonly #part: PartKeeper;
  #panel: { readonly of: PhoneClient; readonly is: DevicePanel } | null = null;
  /** When the change was told that was put away. */
  #dismissed = 0;

  constructor(host: DeviceHost) {
    this.#host = host;
    this.#part = new PartKeeper(host, deviceView);
    host.addController(this);
  }

  hostUpdated(): void {
    this.#panel?.is.updated();
  }

  hostDisconnected(): void {
    this.close();
  }

  /** To be called before each rendering. */
  follow(snapshot: ClientSnapshot | null, open: boolean): void {
    this.#part.follow(open || Boolean(snapshot?.devices?.change));
    if (!open || this.#panel?.of !== this.#host.client) this.close();
  }

  close(): void {
    this.#panel?.is.close();
    this.#panel = null;
  }

  panel(snapshot: ClientSnapshot, problems: boolean): unknown {
    const { client } = this.#host;
    if (!deviceView.value) return nothing;
    this.#panel ??= { of: client, is: deviceView.value.panel(this.#host, client) };
    return this.#panel.is.render(snapshot, problems);
  }

  notice(snapshot: ClientSnapshot): unknown {
    const at = snapshot.devices?.change?.at ?? 0;
    if (at <= this.#dismissed || !deviceView.value) return nothing;
    return deviceView.value.notice(snapshot, () => {
      this.#dismissed = at;
      this.#host.requestUpdate();
    });
  }
}
