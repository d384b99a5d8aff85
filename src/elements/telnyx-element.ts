import { LitElement, type PropertyDeclarations } from 'lit';
import type { PhoneClient } from '../contract/client.ts';
import { DEFAULT_LINGER } from '../contract/configuration.ts';
import { ClientController } from '../controllers/client.ts';
import { LanguageController } from '../controllers/language.ts';
import { STATE_ATTRIBUTES } from '../selectors/reflect.ts';

/**
 * Makes properties that a page set before the element was defined go through their accessors; Lit does so for its
 * own properties, but only at the first rendering.
 */
export function upgradeProperties(element: object, names: readonly string[]): void {
  const own = element as Record<string, unknown>;
  for (const name of names) {
    if (!Object.hasOwn(own, name)) continue;
    const value = own[name];
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- it stands in front of the accessor
    delete own[name];
    own[name] = value;
  }
}

/**
 * What all elements have in common: a client, the call they show, the reflected state attributes, and the client's
 * events, which the client dispatches on each element too; they do not bubble.
 *
 * @attr lang - Language of the texts, as for any element: on it, or around it; see the README.
 *
 * @attr connection-state - Reflected: state of the connection.
 * @attr connection-reason - Reflected: why there is no connection.
 * @attr call-state - Reflected: state of the current call.
 * @attr call-direction - Reflected: `inbound` or `outbound`.
 * @attr call-cause - Reflected: why the call ended.
 * @attr mic-muted - Reflected: the user has muted the microphone.
 * @attr remote-media - Reflected: `flowing` or `stalled`.
 *
 * @cssprop --telnyx-background - Behind everything.
 * @cssprop --telnyx-surface - Keys and controls; `--telnyx-surface-hover` below a pointer.
 * @cssprop --telnyx-surface-hover - Keys and controls below a pointer; by default a little nearer to the text.
 * @cssprop --telnyx-text - Colour of the words.
 * @cssprop --telnyx-text-muted - Colour of what is said by the way.
 * @cssprop --telnyx-border - Colour of borders.
 * @cssprop --telnyx-accent - What calls and answers.
 * @cssprop --telnyx-on-accent - On that.
 * @cssprop --telnyx-danger - What hangs up and rejects.
 * @cssprop --telnyx-on-danger - On that.
 * @cssprop --telnyx-good - Tone of what is well.
 * @cssprop --telnyx-warning - Tone of what mends itself.
 * @cssprop --telnyx-bad - Tone of what does not.
 * @cssprop --telnyx-focus - Ring around what has the focus.
 * @cssprop --telnyx-radius - Roundness of corners.
 * @cssprop --telnyx-button-radius - Roundness of keys and buttons.
 * @cssprop --telnyx-space - Around what is in a panel, and between it.
 * @cssprop --telnyx-shadow - Below a panel.
 * @cssprop --telnyx-font - Font families.
 *
 * @fires {TelnyxEvent} telnyx-connection-change - The connection changed, or a new attempt began.
 * @fires {TelnyxEvent} telnyx-reconnecting - Signaling, or a call's media, was lost.
 * @fires {TelnyxEvent} telnyx-reconnected - It is back.
 * @fires {TelnyxEvent} telnyx-disconnected - The connection has ended.
 * @fires {TelnyxEvent} telnyx-incoming-call - Someone calls; cancelable, by a page that shows it by itself.
 * @fires {TelnyxEvent} telnyx-call-change - A call changed.
 * @fires {TelnyxEvent} telnyx-call-recovered - A call was brought back.
 * @fires {TelnyxEvent} telnyx-remote-media-change - The other side's audio stalled, or flows again.
 * @fires {TelnyxEvent} telnyx-conversation-message - Something was said in a call with an AI assistant.
 * @fires {TelnyxEvent} telnyx-token-expiring - The `login-token` nears its end; give another.
 * @fires {TelnyxEvent} telnyx-media-recovery - The microphone cannot be had, and something waits for it.
 * @fires {TelnyxEvent} telnyx-warning - Something to know.
 * @fires {TelnyxEvent} telnyx-error - Something failed; its code says what.
 * @fires {TelnyxEvent} telnyx-signaling-message - With `debug`: a message to or from the server, without secrets.
 */
export class TelnyxElement extends LitElement {
  static override properties: PropertyDeclarations = {
    callId: { attribute: 'call-id' },
    linger: { type: Number },
  };

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...STATE_ATTRIBUTES];
  }

  /** Shows this call instead of the current one. */
  callId: string | null = null;

  /** How long an ended call is shown, in milliseconds. */
  linger = DEFAULT_LINGER;

  protected readonly bound: ClientController;

  readonly #language: LanguageController;

  constructor(visible = true) {
    super();
    this.bound = new ClientController(this, visible);
    this.#language = new LanguageController(this);
    upgradeProperties(this, ['client']);
  }

  /** The client whose state is shown; the page's, unless another is set. Null sets the page's again. */
  get client(): PhoneClient {
    return this.bound.client;
  }

  set client(client: PhoneClient | null) {
    this.bound.client = client;
    if (this.isConnected) this.#language.look();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    this.bound.restore(name, value);
  }

  /** Attributes and events are true at once; what is seen may wait a moment for its language. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    const patience = this.hasUpdated ? null : this.#language.patience;
    if (patience) return patience.then(() => this.performUpdate());
    this.performUpdate();
    return undefined;
  }
}
