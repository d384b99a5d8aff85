/**
 * Answers with a fresh JWT; called before a login whenever the token at hand is missing or about to expire, and before
 * it expires while connected. One that replaces another is asked at the next of these times.
 */
export type TokenProvider = () => Promise<string> | string;

export type ConnectMode = 'auto' | 'lazy' | 'manual';

/** What a page sets, by attributes or `client.configure()`. Every field has a kebab-case attribute of the same name. */
export interface ClientConfiguration {
  /** Asked by POST with same-origin credentials; answers `{"token": "<JWT>"}` or the bare JWT. */
  tokenUrl?: string;
  /** A JWT; read once, never reflected, never stored. `telnyx-token-expiring` tells when it needs another. */
  loginToken?: string;
  login?: string;
  password?: string;
  /** Every call goes to this AI assistant, by anonymous login without a token; `dial()` needs no destination. */
  assistantId?: string;
  /** Signaling URL, for the local gateway; `region` is then ignored, since the SDK would splice it into the URL. */
  host?: string;
  region?: string;
  /** None when `host` is a loopback address, else the SDK's. */
  iceServers?: RTCIceServer[];
  callerNumber?: string;
  callerName?: string;
  /** auto: when idle after load; lazy: at the first call; manual: only by `client.connect()`. */
  connectMode?: ConnectMode;
  /** Default 10. */
  maxReconnectAttempts?: number;
  keepCallOnReload?: boolean;
  singleTab?: boolean;
  ringtone?: string;
  ringback?: string;
  lang?: string;
  /** Two letters: where numbers without a country code are at home. By default where `callerNumber` is. */
  defaultCountry?: string;
  /** `off`: no call is written down, and none is shown that was. */
  history?: 'on' | 'off';
  /** Off by default: the SDK's reports upload its unredacted log. */
  callReports?: boolean;
  /** Signaling messages as events, and the SDK's console output, which is silenced otherwise. */
  debug?: boolean;
}

export interface DialOptions {
  customHeaders?: { name: string; value: string }[];
  clientState?: string;
  preferredCodecs?: RTCRtpCodec[];
  /** Aborting it cancels the call. */
  signal?: AbortSignal;
}

export const DEFAULT_MAX_RECONNECT_ATTEMPTS = 10;
/** How long an ended call stays the current one, in milliseconds. */
export const DEFAULT_LINGER = 5000;
