/** Drives the protocol core without sockets: a clock that is moved by hand, ids that count, media that answers at once. */
import { wakeAt } from '../../../demo/gateway/core/clock.ts';
import { admit } from '../../../demo/gateway/core/admission.ts';
import { readFault } from '../../../demo/gateway/core/read-fault.ts';
import { isObject } from '../../../demo/gateway/core/jsonrpc.ts';
import { routes } from '../../../demo/gateway/core/routes.ts';
import type { Route } from '../../../demo/gateway/core/routes.ts';
import { initialState } from '../../../demo/gateway/core/state.ts';
import type { Effect, Entry, GatewayState, Input, Settings, Verdict } from '../../../demo/gateway/core/state.ts';
import { step } from '../../../demo/gateway/core/step.ts';

export interface Message {
  jsonrpc: string;
  id?: string | number | null;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { code: number; message: string };
  voice_sdk_id?: string;
}

/** The least that the gateway accepts as a session description. */
export const SDP = ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'a=ice-ufrag:abcd', 'a=fingerprint:sha-256 00', ''].join(
  '\r\n',
);

/** What the client makes of a frame; the garbage fault sends some that are no message. */
function parse(text: string): Message {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value as unknown as Message;
  } catch {
    // Falls through: not JSON is as little a message as JSON that is no object.
  }
  return { jsonrpc: 'garbage' };
}

export class Bench {
  state: GatewayState;
  at = 1_000_000;
  /** Effects since the last {@link take}, sends excepted. */
  effects: Effect[] = [];
  entries: Entry[] = [];
  /** By socket, messages not yet {@link received}. */
  private readonly sent = new Map<string, Message[]>();
  private ids = 0;
  private calls = 0;
  /** Leaves media requests unanswered when false. */
  mediaWorks = true;

  constructor(settings: Partial<Settings> = {}) {
    this.state = initialState(settings);
  }

  input(input: Input): void {
    const next = step(this.state, input, this.at, () => `id-${(this.ids += 1)}`);
    this.state = next.state;
    for (const effect of next.effects) this.run(effect);
  }

  open(socket: string, options: { voiceSdkId?: string; hint?: string; held?: boolean } = {}): void {
    const { voiceSdkId = null, hint = null, held = false } = options;
    this.input({ type: 'socket-open', socket, voiceSdkId, hint, held });
  }

  send(socket: string, method: string, params: unknown, id: string | number = `c-${(this.calls += 1)}`): Message {
    this.raw(socket, JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    const reply = this.sent.get(socket)?.find((message) => message.id === id && !message.method);
    return reply ?? { jsonrpc: '2.0' };
  }

  raw(socket: string, text: string): void {
    this.input({ type: 'frame', socket, text });
  }

  /** Logs a user in on a new socket; returns the session id. */
  login(socket: string, user: string, options: { sessid?: string; voiceSdkId?: string } = {}): string {
    const { sessid, voiceSdkId } = options;
    if (!this.state.sockets.has(socket)) this.open(socket, voiceSdkId === undefined ? {} : { voiceSdkId });
    const reply = this.send(socket, 'login', {
      login_token: user,
      ...(sessid === undefined ? {} : { sessid, reconnection: true }),
    });
    return String(reply.result?.['sessid']);
  }

  invite(socket: string, callID: string, destination: string): Message {
    const dialogParams = { callID, destination_number: destination, caller_id_name: 'N', caller_id_number: '100' };
    return this.send(socket, 'telnyx_rtc.invite', { sdp: SDP, dialogParams });
  }

  about(socket: string, method: string, callID: string, params: object = {}): Message {
    return this.send(socket, method, { ...params, dialogParams: { callID } });
  }

  /** Moves the clock, doing what falls due on the way. */
  advance(ms: number): void {
    const until = this.at + ms;
    for (;;) {
      const wake = wakeAt(this.state);
      if (wake === null || wake > until) break;
      this.at = Math.max(wake, this.at);
      this.input({ type: 'wake' });
    }
    this.at = until;
  }

  fault(value: Record<string, unknown>): void {
    const fault = readFault(value, this.at);
    this.input(fault.fault === 'restore' ? { type: 'restore', user: fault.user } : { type: 'fault', fault });
  }

  admit(user: string | null, voiceSdkId: string | null = null): string {
    return admit(this.state, { user, voiceSdkId }, this.at).kind;
  }

  /** Messages to the socket since the last time it was asked. */
  received(socket: string): Message[] {
    const messages = this.sent.get(socket) ?? [];
    this.sent.set(socket, []);
    return messages;
  }

  /** Methods of the server's own requests to the socket since the last time it was asked. */
  methods(socket: string): string[] {
    return this.received(socket).flatMap(({ method }) => method ?? []);
  }

  take(): Effect[] {
    const { effects } = this;
    this.effects = [];
    return effects;
  }

  route(leg: string): Route | undefined {
    return routes(this.state).find((route) => route.leg === leg);
  }

  voiceSdkId(session: string): string {
    return this.state.sessions.get(session)?.voiceSdkId ?? '';
  }

  /** The id of a user's newest leg. */
  legOf(user: string): string {
    return [...this.state.legs.values()].findLast((leg) => leg.user === user)?.id ?? '';
  }

  private run(effect: Effect): void {
    switch (effect.type) {
      case 'send': {
        const messages = this.sent.get(effect.socket) ?? [];
        this.sent.set(effect.socket, [...messages, parse(effect.text)]);
        return;
      }
      case 'verify':
        this.input({ type: 'verified', login: effect.login, verdict: this.verdict(effect) });
        return;
      case 'record':
        this.entries.push(effect.entry);
        return;
      case 'media-answer':
      case 'media-offer':
        this.effects.push(effect);
        if (this.mediaWorks) {
          this.input({ type: 'media-ready', leg: effect.leg, purpose: effect.purpose, sdp: 'v=0 server' });
        }
        return;
      default:
        this.effects.push(effect);
    }
  }

  /** Tokens of the bench are user names; `expired:` and `invalid:` before one make it so. */
  private verdict({ credentials }: Effect & { type: 'verify' }): Verdict {
    if (credentials.kind === 'anonymous') return { ok: true, user: `anonymous:${credentials.target}`, issuedAt: null };
    if (credentials.kind === 'password') return { ok: true, user: credentials.login, issuedAt: null };
    const { token } = credentials;
    if (token.startsWith('invalid:')) return { ok: false, reason: 'invalid', user: null };
    if (token.startsWith('expired:')) return { ok: false, reason: 'expired', user: token.slice(8) };
    return { ok: true, user: token, issuedAt: this.at };
  }
}
