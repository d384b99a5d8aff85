import type { SignalingMessageDetail } from '../contract/events.ts';
import { redact } from '../redaction.ts';
import type { SessionOptions } from './port.ts';
import type { SdkSocket } from './sdk-shape.ts';
import { wireName } from './wire-names.ts';

type Direction = SignalingMessageDetail['direction'];

/** How many requests may wait for their answers; some never get one. */
const MOST_WAITING = 200;

interface Envelope {
  readonly id?: unknown;
  readonly method?: unknown;
  /** What the SDK's reports have in place of a method. */
  readonly type?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Reads what crosses a session's sockets, for people: by name, with every answer put to its request, without secrets. */
export class WireReader {
  /** The methods of the requests that may still be answered, by who asked and the request's id. */
  readonly #asked = new Map<string, string>();

  read(direction: Direction, data: unknown): SignalingMessageDetail {
    const message = parse(data);
    if (message === null) {
      // Nobody can tell what in it is a secret.
      const [method = ''] = /^#SP\w?/.exec(String(data)) ?? [];
      const payload = `[${String(data).length} characters that are no JSON]`;
      return { direction, method, documentedName: null, gateway: null, payload };
    }
    const is = 'error' in message ? 'error' : 'result' in message ? 'result' : 'request';
    const method = is === 'request' ? text(message.method ?? message.type) : this.#answered(direction, message);
    if (is === 'request') this.#ask(direction, message.id, method);
    const params = record(is === 'request' ? message.params : record(message.result)['params']);
    const { name, gateway } = wireName({ direction, method, is, params });
    return { direction, method, documentedName: name, gateway, payload: redact(message) };
  }

  #ask(direction: Direction, id: unknown, method: string): void {
    if (id === undefined || id === null) return;
    this.#asked.set(`${direction} ${text(id)}`, method);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > MOST_WAITING && oldest !== undefined) this.#asked.delete(oldest);
  }

  #answered(direction: Direction, { id, result }: Envelope): string {
    const key = `${direction === 'inbound' ? 'outbound' : 'inbound'} ${text(id)}`;
    const method = this.#asked.get(key);
    this.#asked.delete(key);
    return method ?? text(record(result)['method']);
  }
}

/** Tells of everything that is sent from now on, before it is on its way. */
export function tapSends(socket: SdkSocket, sent: (data: unknown) => void): void {
  const send = socket.send.bind(socket);
  socket.send = (data) => {
    sent(data);
    send(data);
  };
}

function parse(data: unknown): Envelope | null {
  if (typeof data !== 'string') return null;
  try {
    const message: unknown = JSON.parse(data);
    return typeof message === 'object' && !Array.isArray(message) ? message : null;
  } catch {
    return null;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Shows a frame. */
export type Show = (direction: Direction, data: unknown) => void;

/**
 * Tells of messages in their order, and of none inside the SDK's handlers, nor inside a call to us: whoever hears of
 * them may well do something about them.
 */
export function shower(tell: SessionOptions['onMessage']): Show | null {
  if (tell === undefined) return null;
  const reader = new WireReader();
  return (direction, data) => queueMicrotask(() => tell(reader.read(direction, data)));
}
