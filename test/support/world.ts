/** A page, a browser and a server that do as they are told, on a virtual clock, around the machine under test. */
import type { ErrorCode } from '../../src/contract/errors.ts';
import type { CallProgress, Observation, PeerState } from '../../src/contract/observations.ts';
import type { ClientSnapshot } from '../../src/contract/snapshots.ts';
import type { Effect } from '../../src/machines/effects.ts';
import type { CallCommandEvent, CredentialKind, MachineEvent } from '../../src/machines/events.ts';
import { initialConnection } from '../../src/machines/connection-state.ts';
import { initialPhone, type PhoneMachine } from '../../src/machines/phone-state.ts';
import { stepPhone } from '../../src/machines/root.ts';
import { viewPhone } from '../../src/machines/view.ts';
import { NO_CAUSE } from './machines.ts';

/** One event and everything that came of it. */
export interface Happening {
  readonly at: number;
  readonly event: MachineEvent;
  readonly before: ClientSnapshot;
  readonly after: ClientSnapshot;
  readonly effects: readonly Effect[];
  readonly wakeAt: number | null;
}

/** `age`: how many sockets or objects ago the one that speaks was current. */
export type CallAction =
  | { readonly what: 'appear'; readonly attach: boolean; readonly newer: boolean }
  | { readonly what: 'progress'; readonly progress: CallProgress; readonly age: number }
  | { readonly what: 'end'; readonly byServer: boolean; readonly age: number }
  | { readonly what: 'forget' }
  | { readonly what: 'hold-failed'; readonly age: number }
  | { readonly what: 'peer'; readonly peer: PeerState; readonly age: number }
  | ({ readonly what: 'sample'; readonly peer: PeerState; readonly packets: number; readonly age: number } & Ours)
  /** Given, or why not. */
  | { readonly what: 'microphone'; readonly code: ErrorCode | null }
  | { readonly what: 'problem'; readonly fatal: boolean };

export type SocketWord =
  'socket-open' | 'socket-lost' | 'registered' | 'login-failed' | 'server-closed' | 'unregistered';

/** What is known of our own packets: nothing bad, unless it is said. */
interface Ours {
  readonly unheard?: boolean;
  readonly unplugged?: boolean;
}

/** What a test lets happen: plain data, so that a failing sequence can be shrunk and read. */
export type Action =
  /** The oldest thing asked of the page, the browser or the server is done, as hoped. */
  | { readonly do: 'cooperate' }
  /** The oldest thing asked fails in the way it can. */
  | { readonly do: 'refuse'; readonly final: boolean }
  /** Time passes, and every timer runs when it is due. */
  | { readonly do: 'advance'; readonly ms: number }
  /** Time passes while the timers of a hidden page stand still; then one runs. */
  | { readonly do: 'sleep'; readonly ms: number }
  | { readonly do: 'tell'; readonly event: MachineEvent }
  | { readonly do: 'socket'; readonly type: SocketWord; readonly age: number }
  /** The server says which calls it brings back: some of them, or not a word. */
  | { readonly do: 'list'; readonly every: number | null }
  | { readonly do: 'dial' }
  | { readonly do: 'incoming' }
  | { readonly do: 'command'; readonly call: number; readonly command: CallCommandEvent }
  | { readonly do: 'call'; readonly call: number; readonly action: CallAction }
  /** From now on the call's peer connection is in this state, and its packets arrive or not. */
  | ({ readonly do: 'media'; readonly call: number; readonly peer: PeerState; readonly flowing: boolean } & Ours)
  /** What the user does about a microphone that cannot be had. */
  | { readonly do: 'media-recovery'; readonly type: 'resume-media' | 'reject-media' }
  /** The server brings back every call that lives, as it does after a reconnect. */
  | { readonly do: 'reattach' }
  /** The page before this one left a call behind, some milliseconds ago. */
  | {
      readonly do: 'kept';
      readonly leftFor: number;
      readonly stays: boolean;
      readonly micMuted: boolean;
      readonly held: boolean;
    }
  /** The page shows the call by its own means. */
  | { readonly do: 'show'; readonly call: number };

const ASKED = [
  ...(['load', 'fetch-token', 'sign-in', 'open-socket', 'probe', 'close-session'] as const),
  ...(['dial', 'answer', 'resume-microphone', 'hold', 'unhold', 'digits', 'transfer'] as const),
] as const;

type Request = Extract<Effect, { type: (typeof ASKED)[number] }>;

function isRequest(effect: Effect): effect is Request {
  return (ASKED as readonly string[]).includes(effect.type);
}

interface Media extends Ours {
  readonly peer: PeerState;
  readonly flowing: boolean;
}

const START = 1_700_000_000_000;

export class World {
  snapshot: ClientSnapshot;
  readonly #watch: (happening: Happening) => void;
  readonly #requests: Request[] = [];
  readonly #calls: string[] = [];
  readonly #objects = new Map<string, number>();
  readonly #packets = new Map<string, number>();
  readonly #media = new Map<string, Media>();
  #phone: PhoneMachine;
  #now = START;
  /** The number of the socket opened last. */
  #socket = 0;
  #tickets = 0;
  #wakeAt: number | null = null;

  constructor(seed: number, watch: (happening: Happening) => void) {
    this.#watch = watch;
    this.#phone = freeze(initialPhone(initialConnection(seed, true)));
    this.snapshot = viewPhone(this.#phone, null);
  }

  act(action: Action): void {
    if (action.do === 'advance') {
      this.advance(action.ms);
      return;
    }
    for (const event of this.#eventsOf(action)) this.tell(event);
  }

  /** Runs every timer that comes due within `ms`, each exactly when it is due. */
  advance(ms: number): void {
    const until = this.#now + ms;
    while (this.#wakeAt !== null && this.#wakeAt <= until) {
      this.#now = Math.max(this.#now, this.#wakeAt);
      this.tell({ type: 'tick' });
    }
    this.#now = until;
  }

  tell(event: MachineEvent): void {
    const queue = [event];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const before = this.snapshot;
      const { state, effects, raise, wakeAt } = stepPhone(this.#phone, next, this.#now);
      this.#phone = freeze(state);
      this.snapshot = viewPhone(state, before);
      this.#wakeAt = wakeAt;
      this.#watch({ at: this.#now, event: next, before, after: this.snapshot, effects, wakeAt });
      this.#requests.push(...effects.filter(isRequest));
      queue.unshift(...raise);
      queue.push(...effects.flatMap((effect) => this.#immediately(effect)));
    }
  }

  #immediately(effect: Effect): MachineEvent[] {
    if (effect.type === 'sample' && this.#media.has(effect.callId)) return [this.#sample(effect.callId)];
    if (effect.type !== 'open-socket') return [];
    this.#socket += 1;
    return [{ type: 'socket-opening', socket: this.#socket }];
  }

  *#eventsOf(action: Exclude<Action, { do: 'advance' }>): Generator<MachineEvent> {
    switch (action.do) {
      case 'cooperate':
        yield* this.#done(this.#requests.shift());
        break;
      case 'refuse':
        yield* this.#refused(this.#requests.shift(), action.final);
        break;
      case 'sleep':
        this.#now += action.ms;
        yield { type: 'tick' };
        break;
      case 'tell':
        yield action.event.type === 'heard' ? { type: 'heard', heardAt: this.#now } : action.event;
        break;
      case 'socket':
        yield saidOf(Math.max(0, this.#socket - action.age), action.type);
        break;
      case 'list':
        yield { type: 'reattaching', socket: this.#socket, callIds: this.#listed(action.every) };
        break;
      case 'dial':
        yield { type: 'dial', callId: this.#newCall(), destination: '+1555', ticket: this.#ticket() };
        break;
      case 'incoming':
        yield this.#appear(this.#newCall(), false, true);
        break;
      case 'kept':
        yield this.#kept(action);
        break;
      case 'media-recovery':
        yield { type: action.type, callId: this.snapshot.mediaRecovery?.callId ?? null };
        break;
      case 'reattach':
        for (const { id, state } of this.snapshot.calls) if (state !== 'destroyed') yield* this.#reattach(id);
        break;
      default: {
        const callId = this.#calls.at(-1 - (action.call % Math.max(1, this.#calls.length)));
        if (callId !== undefined) yield this.#about(callId, action);
      }
    }
  }

  #about(callId: string, action: Extract<Action, { do: 'command' | 'call' | 'media' | 'show' }>): MachineEvent {
    switch (action.do) {
      case 'show':
        return { type: 'shown-by-page', callId };
      case 'command':
        return { type: 'command', callId, command: action.command, ticket: this.#ticket() };
      case 'media':
        this.#media.set(callId, action);
        return this.#observation(callId, { what: 'peer', peer: action.peer, age: 0 });
      case 'call':
        return action.action.what === 'appear'
          ? this.#appear(callId, action.action.attach, action.action.newer)
          : this.#observation(callId, action.action);
    }
  }

  *#done(request: Request | undefined): Generator<MachineEvent> {
    switch (request?.type) {
      case 'load':
        yield { type: 'loaded' };
        break;
      case 'fetch-token':
        yield { type: 'token-ready', issuedAt: this.#now, expiresAt: this.#now + 90_000, known: false };
        break;
      case 'sign-in':
        yield { type: 'signed-in', serial: request.serial, accepted: true };
        break;
      case 'open-socket':
        yield { type: 'socket-open', socket: this.#socket };
        yield { type: 'registered', socket: this.#socket };
        break;
      case 'probe':
        yield { type: 'probe-answered', probe: request.probe };
        break;
      case 'close-session':
        yield { type: 'session-closed' };
        break;
      case 'digits':
      case 'transfer':
        yield { type: 'command-done', callId: request.callId, ticket: request.ticket };
        break;
      case 'resume-microphone':
        if (request.callId === null) yield { type: 'microphone-outlook', code: null, granted: true };
        else yield* this.#resumed(request.callId);
        break;
      case 'dial':
        yield this.#observation(request.callId, { what: 'microphone', code: null });
        yield this.#appear(request.callId, false, true);
        yield* this.#goOn(request.callId, 'accepted', 'ringing', 'answered');
        break;
      case 'answer':
        yield this.#observation(request.callId, { what: 'microphone', code: null });
        yield* this.#goOn(request.callId, 'answered');
        break;
      case 'unhold':
        yield* this.#goOn(request.callId, 'answered');
        break;
      case 'hold':
        yield* this.#goOn(request.callId, 'held');
        break;
      case undefined:
    }
  }

  *#refused(request: Request | undefined, final: boolean): Generator<MachineEvent> {
    switch (request?.type) {
      case 'load':
        yield { type: 'load-failed', code: final ? 'unsupported-browser' : 'sdk-load-failed', final };
        break;
      case 'fetch-token':
        yield { type: 'token-failed', code: 'token-fetch-failed', message: null, final };
        break;
      case 'sign-in':
        yield { type: 'signed-in', serial: request.serial, accepted: false };
        break;
      case 'open-socket':
        if (final) {
          yield { type: 'socket-open', socket: this.#socket };
          yield { type: 'login-failed', socket: this.#socket, sdkCode: 46_001, message: 'refused' };
        } else {
          yield { type: 'socket-lost', socket: this.#socket };
        }
        break;
      case 'digits':
      case 'transfer':
        yield {
          type: 'command-failed',
          callId: request.callId,
          ticket: request.ticket,
          code: 'protocol-error',
          message: null,
        };
        break;
      case 'hold':
      case 'unhold':
        yield this.#observation(request.callId, { what: 'hold-failed', age: 0 });
        break;
      case 'dial':
      case 'answer':
        yield this.#observation(
          request.callId,
          final ? { what: 'problem', fatal: true } : { what: 'microphone', code: 'mic-denied' },
        );
        break;
      case 'resume-microphone':
        if (request.callId === null) yield { type: 'microphone-outlook', code: 'mic-denied', granted: false };
        else yield this.#observation(request.callId, { what: 'microphone', code: 'mic-missing' });
        break;
      default:
    }
  }

  /** What waited for the microphone has it. */
  *#resumed(callId: string): Generator<MachineEvent> {
    yield this.#observation(callId, { what: 'microphone', code: null });
    if (!this.#objects.has(callId)) yield this.#appear(callId, false, true);
    yield* this.#goOn(callId, 'answered');
  }

  *#goOn(callId: string, ...steps: CallProgress[]): Generator<MachineEvent> {
    if (!this.#media.has(callId)) this.#media.set(callId, { peer: 'connected', flowing: true });
    yield this.#sample(callId);
    for (const progress of steps) yield this.#observation(callId, { what: 'progress', progress, age: 0 });
  }

  *#reattach(callId: string): Generator<MachineEvent> {
    yield this.#observation(callId, { what: 'progress', progress: 'recovering', age: 0 });
    yield this.#appear(callId, true, true);
    yield this.#observation(callId, { what: 'progress', progress: 'answered', age: 0 });
  }

  #sample(callId: string): MachineEvent {
    const { flowing, ...found } = this.#media.get(callId) ?? { peer: 'connected', flowing: true };
    return this.#observation(callId, { ...found, what: 'sample', packets: flowing ? 50 : 0, age: 0 });
  }

  #observation(callId: string, action: Exclude<CallAction, { what: 'appear' }>): Observation {
    const object = 'age' in action ? Math.max(0, (this.#objects.get(callId) ?? 0) - action.age) : 0;
    switch (action.what) {
      case 'progress':
        return { type: 'call-progress', callId, object, progress: action.progress, identity: identityOf(callId) };
      case 'end':
        return { type: 'call-ended', callId, object, byServer: action.byServer, raw: NO_CAUSE };
      case 'forget':
        return { type: 'call-forgotten', callId };
      case 'hold-failed':
        return { type: 'hold-failed', callId, object };
      case 'peer':
        return { type: 'peer-changed', callId, object, peer: action.peer };
      case 'problem': {
        const { fatal } = action;
        const severity = fatal ? 'error' : 'warning';
        return { type: 'problem', severity, code: 'media-failed', sdkCode: 1, message: null, callId, fatal };
      }
      case 'microphone':
        return action.code === null
          ? { type: 'microphone-given', callId }
          : { type: 'microphone-refused', callId, code: action.code };
      case 'sample': {
        const inboundPackets = (this.#packets.get(callId) ?? 0) + action.packets;
        this.#packets.set(callId, inboundPackets);
        const { peer, unheard = false, unplugged = false } = action;
        const totals = {
          inboundPackets,
          outboundPackets: 0,
          arrivals: null,
          unheardFor: unheard ? 60_000 : 0,
          microphoneLost: unplugged,
          quality: null,
        };
        return { type: 'sampled', callId, object, sample: { peer, ...totals } };
      }
    }
  }

  #appear(callId: string, attach: boolean, newer: boolean): Observation {
    const object = (this.#objects.get(callId) ?? 0) + (newer ? 1 : 0);
    this.#objects.set(callId, object);
    if (newer) this.#packets.set(callId, 0);
    const parties = { remoteNumber: '+1666', remoteName: '' };
    const identity = identityOf(callId);
    return { type: 'call-appeared', callId, object, attach, direction: 'inbound', ...parties, identity };
  }

  #kept({ leftFor, stays, micMuted, held }: Extract<Action, { do: 'kept' }>): MachineEvent {
    const id = this.#newCall();
    const leftAt = this.#now - leftFor;
    const times = { startedAt: leftAt - 9000, answeredAt: leftAt - 5000 };
    const parties = { remoteNumber: '+1666', remoteName: '' };
    const call = { id, direction: 'inbound' as const, ...times, ...parties, micMuted, held, ...identityOf(id) };
    return { type: 'calls-kept', kept: { leftAt, stays: stays ? id : null, calls: [call] } };
  }

  #newCall(): string {
    const id = `call-${this.#calls.length + 1}`;
    this.#calls.push(id);
    return id;
  }

  #listed(every: number | null): string[] | null {
    if (every === null) return null;
    const live = this.snapshot.calls.filter(({ state }) => state !== 'destroyed').map(({ id }) => id);
    return live.filter((_, index) => every > 0 && index % every === 0);
  }

  #ticket(): number {
    this.#tickets += 1;
    return this.#tickets;
  }
}

function saidOf(socket: number, type: SocketWord): Observation {
  switch (type) {
    case 'login-failed':
      return { type, socket, sdkCode: null, message: null };
    case 'unregistered':
      return { type, socket, pending: false };
    default:
      return { type, socket };
  }
}

export function configured(
  maxAttempts: number,
  credentials: CredentialKind,
  token: Extract<MachineEvent, { type: 'configured' }>['token'] = 'replaced',
): MachineEvent {
  return { type: 'configured', maxAttempts, credentials, token };
}

function identityOf(callId: string): { telnyxCallControlId: string; telnyxSessionId: null; telnyxLegId: null } {
  return { telnyxCallControlId: `control of ${callId}`, telnyxSessionId: null, telnyxLegId: null };
}

/** A machine that changed what it was given would throw. */
function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}
