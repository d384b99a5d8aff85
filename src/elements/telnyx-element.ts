import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { PhoneClient } from '../contract/client.ts';
import { DEFAULT_LINGER } from '../contract/configuration.ts';
import { ClientController } from '../controllers/client.ts';
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

/** What all elements have in common: a client, the call they show, and the reflected state attributes. */
export class TelnyxElement extends LitElement {
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...STATE_ATTRIBUTES];
  }

  /** Shows this call instead of the current one. */
  @property({ attribute: 'call-id' }) callId: string | null = null;

  /** How long an ended call is shown, in milliseconds. */
  @property({ attribute: 'linger', type: Number }) linger = DEFAULT_LINGER;

  protected readonly bound: ClientController;

  constructor(visible = true) {
    super();
    this.bound = new ClientController(this, visible);
    upgradeProperties(this, ['client']);
  }

  /** The client whose state is shown; the page's, unless another is set. Null sets the page's again. */
  get client(): PhoneClient {
    return this.bound.client;
  }

  set client(client: PhoneClient | null) {
    this.bound.client = client;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    this.bound.restore(name, value);
  }
}
