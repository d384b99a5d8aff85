import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { PhoneClient } from '../contract/client.ts';
import type { ClientConfiguration, ConnectMode } from '../contract/configuration.ts';
import type { PhoneError } from '../contract/errors.ts';
import { lookAgain } from '../controllers/language.ts';
import { TelnyxElement, upgradeProperties } from './telnyx-element.ts';

/** The credential attributes and their properties. */
const SECRETS = { 'login-token': 'loginToken', login: 'login', password: 'password' } as const;

type Secrets = Pick<ClientConfiguration, (typeof SECRETS)[keyof typeof SECRETS]>;

/** What is no JSON is left to the client to refuse. */
function fromJson(value: string | null): unknown {
  try {
    return value === null ? null : JSON.parse(value);
  } catch {
    return value;
  }
}

/**
 * An element whose attributes configure its client: at once when it comes into the document, so that a script which
 * follows finds the client configured, and again when they change. Nothing is said to a client whose element has no
 * such attribute, and an element that is only moved says nothing new.
 *
 * @attr login-token - A JWT; read once and removed from the DOM.
 * @attr login - Telnyx SIP user name; read once and removed from the DOM.
 * @attr password - Read once and removed from the DOM.
 */
export class ConfiguredElement extends TelnyxElement {
  static override properties: PropertyDeclarations = {
    tokenUrl: { attribute: 'token-url' },
    assistantId: { attribute: 'assistant-id' },
    host: {},
    region: {},
    iceServers: { attribute: 'ice-servers', converter: fromJson },
    callerNumber: { attribute: 'caller-number' },
    callerName: { attribute: 'caller-name' },
    connectMode: { attribute: 'connect-mode' },
    maxReconnectAttempts: { attribute: 'max-reconnect-attempts', type: Number },
    keepCallOnReload: { attribute: 'keep-call-on-reload', type: Boolean },
    singleTab: { attribute: 'single-tab', type: Boolean },
    ringtone: {},
    ringback: {},
    defaultCountry: { attribute: 'default-country' },
    history: {},
    callReports: { attribute: 'call-reports', type: Boolean },
    debug: { type: Boolean },
  };

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...Object.keys(SECRETS), 'lang'];
  }

  /** Asked by POST with same-origin credentials; answers `{"token": "<JWT>"}` or the bare JWT. */
  tokenUrl: string | null = null;

  /** Every call goes to this AI assistant, by anonymous login without a token. */
  assistantId: string | null = null;

  /** Signaling URL, for the local gateway; `region` is then ignored. */
  host: string | null = null;

  /** Telnyx region. */
  region: string | null = null;

  /** JSON in the attribute. None when `host` is a loopback address, else the SDK's. */
  iceServers: RTCIceServer[] | null = null;

  /** The number shown to whoever is called. */
  callerNumber: string | null = null;

  /** The name shown to whoever is called. */
  callerName: string | null = null;

  /** auto: when idle after load; lazy: at the first call; manual: only by `client.connect()`. */
  connectMode: ConnectMode | null = null;

  /** Attempts in a row before giving up while no call is alive; 10 by default. */
  maxReconnectAttempts: number | null = null;

  /** Keeps a call through a reload or a navigation on the same site. */
  keepCallOnReload = false;

  /** Only one tab holds the phone. */
  singleTab = false;

  /** URL of the sound of an incoming call. */
  ringtone: string | null = null;

  /** URL of the sound heard while the other side rings. */
  ringback: string | null = null;

  /** Two letters: where numbers without a country code are at home. By default where the caller number is. */
  defaultCountry: string | null = null;

  /** off: no call is written down, and none is shown that was. */
  history: 'on' | 'off' | null = null;

  /** Uploads the SDK's reports, which contain its unredacted log. */
  callReports = false;

  /** Signaling messages as events, and the SDK's console output. */
  debug = false;

  #secrets: Secrets | null = null;
  #told: { client: PhoneClient; options: string } | null = null;

  constructor(visible?: boolean) {
    super(visible);
    upgradeProperties(this, Object.values(SECRETS));
  }

  /** A JWT; write-only. */
  set loginToken(value: string) {
    this.#keep({ loginToken: value });
  }

  /** Telnyx SIP user name; write-only. */
  set login(value: string) {
    this.#keep({ login: value });
  }

  /** Write-only. */
  set password(value: string) {
    this.#keep({ password: value });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#configure();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang') this.requestUpdate();
    if (!(name in SECRETS) || value === null) return;
    this.#keep({ [SECRETS[name as keyof typeof SECRETS]]: value });
    // Read once: neither scripts nor a saved page find a credential in the DOM.
    this.removeAttribute(name);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.isConnected) this.#configure();
  }

  #keep(secret: Secrets): void {
    this.#secrets = { ...this.#secrets, ...secret };
    this.requestUpdate();
  }

  #configure(): void {
    const { client } = this;
    const set = OPTIONS.map((name) => [name, this[name]] as const).filter(
      ([, value]) => (value ?? '') !== '' && value !== false,
    );
    const options = JSON.stringify(set);
    const secrets = this.#secrets;
    const same = this.#told ? this.#told.client === client && this.#told.options === options : !set.length;
    if (same && !secrets) return;
    this.#told = { client, options };
    this.#secrets = null;
    try {
      const { lang } = client.configuration;
      client.configure({ ...(Object.fromEntries(set) as ClientConfiguration), ...secrets }, this);
      if (client.configuration.lang !== lang) lookAgain();
    } catch (error) {
      // Another copy's PhoneError is none of ours, so it is known by its code.
      const { code, message } = error as Partial<PhoneError>;
      if (!code || !message) throw error;
      client.report({ code, message });
    }
  }
}

/** The options whose attributes stay in the DOM. */
const OPTIONS = ['lang', ...Object.keys(ConfiguredElement.properties)] as Exclude<
  keyof ClientConfiguration,
  keyof Secrets
>[];
