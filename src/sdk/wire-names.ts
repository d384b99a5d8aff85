import type { DocumentedName } from '../contract/documented-events.ts';

/** What there is to know of a message by which it has a documented name. */
export interface WireMessage {
  readonly direction: 'inbound' | 'outbound';
  /** Of an answer, that of the request which it answers. */
  readonly method: string;
  readonly is: 'request' | 'result' | 'error';
  /** Of a request its `params`, of a result those within it. */
  readonly params: Readonly<Record<string, unknown>>;
}

export interface WireName {
  readonly name: DocumentedName | null;
  /** The documented words for the state of the gateway, where the message tells of it. */
  readonly gateway: 'up' | 'down' | null;
}

type Naming = DocumentedName | null | ((message: WireMessage) => DocumentedName | null);

const REQUESTS: ReadonlyMap<string, Naming> = new Map<string, Naming>([
  ['login', 'telnyx.login'],
  ['anonymous_login', 'telnyx.login'],
  ['telnyx_rtc.invite', 'telnyx.invite'],
  ['telnyx_rtc.answer', 'telnyx.answer'],
  ['telnyx_rtc.ringing', 'telnyx.ringing'],
  ['telnyx_rtc.bye', ({ direction }) => (direction === 'inbound' ? 'telnyx.bye' : 'telnyx.hangup')],
  ['telnyx_rtc.media', 'telnyx.media'],
  ['telnyx_rtc.candidate', 'telnyx.media.candidate'],
  ['telnyx_rtc.endOfCandidates', 'telnyx.media.candidate'],
  ['telnyx_rtc.modify', ({ params }) => MODIFICATIONS.get(params['action']) ?? null],
  // A text message comes the same way.
  ['telnyx_rtc.info', ({ params }) => (params['dtmf'] === undefined ? null : 'telnyx.dtmf')],
  ['telnyx_rtc.clientReady', 'telnyx.gateway.state'],
  // What the client sends under this name is the question.
  ['telnyx_rtc.gatewayState', ({ direction }) => (direction === 'inbound' ? 'telnyx.gateway.state' : null)],
]);

const MODIFICATIONS: ReadonlyMap<unknown, DocumentedName> = new Map<unknown, DocumentedName>([
  ['hold', 'telnyx.hold'],
  ['unhold', 'telnyx.unhold'],
  ['updateMedia', 'telnyx.media'],
]);

const ANSWERS: ReadonlyMap<string, Naming> = new Map<string, Naming>([
  ['login', ({ is }) => `telnyx.login.${is === 'error' ? 'error' : 'success'}`],
  ['anonymous_login', ({ is }) => `telnyx.login.${is === 'error' ? 'error' : 'success'}`],
  ['telnyx_rtc.invite', 'telnyx.invite.response'],
  ['telnyx_rtc.gatewayState', ({ is }) => (is === 'error' ? null : 'telnyx.gateway.state')],
]);

const UP: ReadonlySet<unknown> = new Set(['REGED', 'REGISTER']);

/**
 * The documented name of what crosses the wire; null for what has none. Some documented names belong to nothing on the
 * wire: `DOCUMENTED_EVENTS` says what a page gets in their place.
 */
export function wireName(message: WireMessage): WireName {
  const naming = (message.is === 'request' ? REQUESTS : ANSWERS).get(message.method) ?? null;
  const name = typeof naming === 'function' ? naming(message) : naming;
  if (name !== 'telnyx.gateway.state') return { name, gateway: null };
  // `clientReady` need not name the state that it is about.
  const { state = 'REGED' } = message.params;
  return { name, gateway: UP.has(state) ? 'up' : 'down' };
}
