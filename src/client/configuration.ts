import {
  DEFAULT_MAX_RECONNECT_ATTEMPTS,
  type ClientConfiguration,
  type ConnectMode,
} from '../contract/configuration.ts';
import { PhoneError } from '../contract/errors.ts';

const CONNECT_MODES: ReadonlySet<string> = new Set<ConnectMode>(['auto', 'lazy', 'manual']);

/** Throws `PhoneError` `invalid-option`, naming the option, for values that cannot be used. */
export function checkConfiguration(configuration: ClientConfiguration): void {
  const { connectMode, maxReconnectAttempts, host, tokenUrl, iceServers } = configuration;
  if (connectMode !== undefined && !CONNECT_MODES.has(connectMode)) {
    refuse('connect-mode', 'is neither auto, lazy nor manual');
  }
  if (maxReconnectAttempts !== undefined && !(Number.isInteger(maxReconnectAttempts) && maxReconnectAttempts > 0)) {
    refuse('max-reconnect-attempts', 'is not a whole number above 0');
  }
  if (host !== undefined && !isSignalingUrl(host)) refuse('host', 'is not a ws: or wss: URL');
  if (tokenUrl !== undefined && parseUrl(tokenUrl, baseUrl()) === null) refuse('token-url', 'is not a URL');
  if (iceServers !== undefined && !Array.isArray(iceServers)) refuse('ice-servers', 'is not a list of servers');
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

/** Whether two configurations ask for the same; fields left out count as absent. */
export function sameConfiguration(left: ClientConfiguration, right: ClientConfiguration): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(configuration: ClientConfiguration): unknown[] {
  return Object.entries(configuration)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const SECRETS: ReadonlySet<string> = new Set(['loginToken', 'login', 'password']);

/** The part that may be shown. */
export function withoutCredentials(
  configuration: ClientConfiguration,
): Omit<ClientConfiguration, 'loginToken' | 'login' | 'password'> {
  return Object.freeze(Object.fromEntries(Object.entries(configuration).filter(([name]) => !SECRETS.has(name))));
}

export function maxAttemptsOf(configuration: ClientConfiguration): number {
  return configuration.maxReconnectAttempts ?? DEFAULT_MAX_RECONNECT_ATTEMPTS;
}

export function connectModeOf(configuration: ClientConfiguration): ConnectMode {
  return configuration.connectMode ?? 'auto';
}
