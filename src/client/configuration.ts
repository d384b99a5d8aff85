import {
  DEFAULT_MAX_RECONNECT_ATTEMPTS,
  type ClientConfiguration,
  type ConnectMode,
} from '../contract/configuration.ts';
import { PhoneError } from '../contract/errors.ts';

const CONNECT_MODES: readonly ConnectMode[] = ['auto', 'lazy', 'manual'];

/** Throws `PhoneError` `invalid-option`, naming the option, for values that cannot be used. */
export function checkConfiguration(configuration: ClientConfiguration): void {
  const { connectMode, maxReconnectAttempts, host, tokenUrl, iceServers, defaultCountry } = configuration;
  if (connectMode !== undefined && !CONNECT_MODES.includes(connectMode)) {
    refuse('connect-mode', 'is neither auto, lazy nor manual');
  }
  if (maxReconnectAttempts !== undefined && !(Number.isInteger(maxReconnectAttempts) && maxReconnectAttempts > 0)) {
    refuse('max-reconnect-attempts', 'is not a whole number above 0');
  }
  if (host !== undefined && !isSignalingUrl(host)) refuse('host', 'is not a ws: or wss: URL');
  if (tokenUrl !== undefined && parseUrl(tokenUrl, baseUrl()) === null) refuse('token-url', 'is not a URL');
  if (defaultCountry !== undefined && !/^[a-z]{2}$/i.test(defaultCountry)) {
    refuse('default-country', 'is not a country in two letters, such as US');
  }
  if (iceServers !== undefined && !areIceServers(iceServers)) refuse('ice-servers', 'is not a list of servers');
}

/** What was parsed from an attribute can be anything. The browser itself would refuse it only in the middle of a call. */
function areIceServers(servers: unknown): boolean {
  if (!Array.isArray(servers)) return false;
  return servers.every((server: Partial<RTCIceServer> | null) => {
    const urls = [server?.urls].flat();
    return urls.length > 0 && urls.every((url) => typeof url === 'string' && /^(stun|turn)s?:/.test(url));
  });
}

function refuse(option: string, why: string): never {
  throw new PhoneError('invalid-option', { message: `The option ${option} ${why}. Correct it.` });
}

function isSignalingUrl(text: string): boolean {
  const protocol = parseUrl(text)?.protocol;
  return protocol === 'ws:' || protocol === 'wss:';
}

function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

function baseUrl(): string {
  return typeof document === 'undefined' ? 'http://localhost/' : document.baseURI;
}

type Option = keyof ClientConfiguration;

function agree(left: ClientConfiguration, right: ClientConfiguration, options: readonly Option[]): boolean {
  return options.every((name) => JSON.stringify(left[name]) === JSON.stringify(right[name]));
}

/**
 * Whether two configurations ask for the same; fields left out count as absent. Phones in different languages are the
 * same phone.
 */
export function sameConfiguration(left: ClientConfiguration, right: ClientConfiguration): boolean {
  return agree({ ...left, lang: '' }, { ...right, lang: '' }, Object.keys({ ...left, ...right }) as Option[]);
}

/** Whether a session made with the one would do for the other. */
export function sameEndpoint(left: ClientConfiguration, right: ClientConfiguration): boolean {
  return agree(left, right, ['host', 'region', 'iceServers', 'debug', 'callReports']);
}

const SECRETS = ['loginToken', 'login', 'password'];

/** What any element may say for all, as long as nobody else has: it is no phone of its own that speaks another language. */
const SHARED: readonly string[] = ['lang', 'history'] satisfies Option[];

/** What was said by the page's scripts and by the one element that configures the phone, put together. */
export class Configuration {
  #current: ClientConfiguration = {};
  #said: ClientConfiguration = {};
  #source: object | null = null;
  readonly #shared: Record<string, object> = {};

  get current(): ClientConfiguration {
    return this.#current;
  }

  /** The element that configures; null without one. */
  get source(): object | null {
    return this.#source;
  }

  /** What an element says replaces all that it, or the one before it, said; credentials it has to say only once. */
  say(configuration: ClientConfiguration, source?: object): void {
    if (source === undefined) {
      this.#current = { ...this.#current, ...configuration };
      return;
    }
    const moved = this.#source !== null && this.#source !== source;
    const kept = moved ? {} : part(this.#said, true);
    const others = Object.entries(this.#current).filter(
      ([name, value]) => value !== this.#said[name as keyof ClientConfiguration],
    );
    this.#said = { ...kept, ...configuration };
    this.#current = { ...(Object.fromEntries(others) as ClientConfiguration), ...this.#said };
    this.#source = source;
  }

  /**
   * What an element says that is not the one that configures; true if there is more in it than it may say. `isHere`:
   * what was shared by one that has left binds nobody.
   */
  share(configuration: ClientConfiguration, source: object, isHere: (element: object) => boolean): boolean {
    for (const name of SHARED as readonly Option[]) {
      const by = this.#shared[name];
      if (this.#current[name] === undefined || by === source || (by && !isHere(by))) {
        this.#shared[name] = source;
        this.#current = { ...this.#current, [name]: configuration[name] };
      }
    }
    return Object.keys(configuration).some((name) => !SHARED.includes(name));
  }

  /** Drops the credentials that are secrets themselves; where to ask for others stays. */
  forget(): void {
    this.#said = part(this.#said, false);
    this.#current = part(this.#current, false);
  }
}

/** The credentials that are secrets themselves, or the rest. */
function part(configuration: ClientConfiguration, secret: boolean): ClientConfiguration {
  return Object.fromEntries(Object.entries(configuration).filter(([name]) => SECRETS.includes(name) === secret));
}

/** The part that may be shown: those of a TURN server are left out too. */
export function shown(
  configuration: ClientConfiguration,
): Omit<ClientConfiguration, 'loginToken' | 'login' | 'password'> {
  const { iceServers, ...rest } = part(configuration, false);
  return Object.freeze(iceServers ? { ...rest, iceServers: iceServers.map(({ urls }) => ({ urls })) } : rest);
}

export function maxAttemptsOf(configuration: ClientConfiguration): number {
  return configuration.maxReconnectAttempts ?? DEFAULT_MAX_RECONNECT_ATTEMPTS;
}

export function connectModeOf(configuration: ClientConfiguration): ConnectMode {
  return configuration.connectMode ?? 'auto';
}
