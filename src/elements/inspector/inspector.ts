import { nothing, type PropertyValues } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import { CLIENT_EVENTS } from '../../contract/events.ts';
import { LocalizeController } from '../../controllers/localize.ts';
import { tokens } from '../../styles/tokens.ts';
import { PartKeeper } from '../lazy-part.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { inspectorView, type Entry, type InspectorHost, type InspectorPanel } from './view.ts';

/** How many entries are kept, the newest. */
const KEPT = 500;

/**
 * For developers and support: what the client has been through since this element is on the page (connection, attempts,
 * calls, remote media, problems and, with `debug`, every signaling message with its documented name), to be filtered,
 * paused and copied as a report. Secrets are in none of it. It says nothing to screen readers by itself.
 *
 * @tag telnyx-inspector
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @csspart panel - The whole inspector.
 * @csspart toolbar - Filters and buttons.
 * @csspart button - Each button; also by its own name: pause, clear, copy.
 * @csspart filter - The field for a text to look for.
 * @csspart kind - The choice of a kind of entries.
 * @csspart note - What to know beside the entries: that `debug` is off, what a documented name stands for.
 * @csspart entries - The list, newest first.
 * @csspart entry - One of them.
 * @csspart details - All that there is to know of one.
 * @csspart report - The report, where the browser does not let it be copied.
 *
 * @cssprop --telnyx-inspector-height - The list's largest height.
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-surface - Buttons, fields and details.
 * @cssprop --telnyx-border - Colour of borders.
 * @cssprop --telnyx-radius - Roundness of corners.
 */
export class TelnyxInspector extends TelnyxElement {
  static override styles = tokens;

  readonly #host: InspectorHost;
  readonly #view = new PartKeeper(this, inspectorView);
  #entries: Entry[] = [];
  #panel: InspectorPanel | null = null;
  #seen: PhoneClient | null = null;

  constructor() {
    super(false);
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the host's getters must see what is so later
    const element = this;
    this.#host = {
      get client() {
        return element.client;
      },
      get entries() {
        return element.#entries;
      },
      clear: () => {
        this.#entries = [];
        this.requestUpdate();
      },
      requestUpdate: () => this.requestUpdate(),
    };
    new LocalizeController(this, {});
    for (const name of CLIENT_EVENTS) this.addEventListener(name, ({ detail }) => this.#note(name, detail));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.isConnected) this.#look();
    this.#view.follow(true);
    this.#panel ??= inspectorView.value?.panel(this.#host) ?? null;
  }

  protected override render(): unknown {
    return this.#panel?.render() ?? nothing;
  }

  /** How things stand with a client that was not observed before. */
  #look(): void {
    const { client } = this;
    if (client === this.#seen) return;
    this.#seen = client;
    this.#note('snapshot', client.snapshot);
  }

  #note(name: Entry['name'], detail: object): void {
    this.#entries = [...this.#entries, { at: Date.now(), name, detail }].slice(-KEPT);
    this.requestUpdate();
  }
}
