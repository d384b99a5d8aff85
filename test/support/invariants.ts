/**
 * Judges a history of snapshots and effects by what users are promised, knowing nothing of how the machine works inside.
 */
import type { CallSnapshot, ClientSnapshot } from '../../src/contract/snapshots.ts';
import type { ConnectionState } from '../../src/contract/states.ts';
import type { Effect } from '../../src/machines/effects.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { Logins } from './logins.ts';
import { checkFloor, checkSnapshots, isAnswered, isLive, isTaken, fail } from './snapshot-invariants.ts';
import { CALL_MOVES, CONNECTION_MOVES } from './moves.ts';
import type { Happening } from './world.ts';

const SECOND = 1000;

interface Ticket {
  readonly callId: string;
  readonly command: string;
  readonly askedAt: number;
  /** Another call was being spoken in, and is put on hold first. */
  readonly taken: boolean;
}

interface CallLedger {
  object: number;
  /** What the microphone was last told; browsers begin with it on. */
  microphone: boolean;
  microphoneAt: number | null;
  answerAsked: boolean;
  hungUp: boolean;
  /** It was a call of the page before this one. */
  kept: boolean;
  owed: boolean;
  /** Since when the present object's peer has not been connected; null while it is. */
  apartSince: number | null;
  /** When the session was restored that has not brought the call back yet. */
  awaitedSince: number | null;
  /** The server has brought it back since the connection was lost; it may before the session is restored. */
  broughtBack: boolean;
}

export class Invariants {
  readonly #tickets = new Map<number, Ticket>();
  readonly #settled = new Set<number>();
  readonly #calls = new Map<string, CallLedger>();
  readonly #gone = new Map<string, CallSnapshot>();
  #socket = 0;
  #online = true;
  /** Nothing may log in until the user asks to connect. */
  #shut = false;
  #hasTokens = false;
  #needsToken = false;
  readonly #logins = new Logins();
  /** Since when it has been connected without a break; null while it is not. */
  #connectedAt: number | null = null;

  see(happening: Happening): void {
    this.#remember(happening);
    this.#staleness(happening);
    checkSnapshots(happening);
    this.#connection(happening);
    this.#attempts(happening);
    this.#openings(happening);
    for (const call of happening.after.calls) this.#call(happening, call);
    this.#ends(happening);
    this.#sentAway(happening);
    this.#logins.see(happening, this.#hasTokens);
    this.#commands(happening);
    this.#microphones(happening);
    checkFloor(happening);
    this.#media(happening);
    this.#byes(happening);
    this.#time(happening);
  }

  /** The tickets that wait, and may: the browser is asking for the microphone. */
  get waiting(): readonly Ticket[] {
    return [...this.#tickets.values()];
  }

  #ledger(callId: string): CallLedger {
    let ledger = this.#calls.get(callId);
    if (ledger === undefined) {
      ledger = {
        object: 0,
        microphone: true,
        microphoneAt: null,
        answerAsked: false,
        hungUp: false,
        kept: false,
        owed: false,
        apartSince: null,
        awaitedSince: null,
        broughtBack: false,
      };
      this.#calls.set(callId, ledger);
    }
    return ledger;
  }

  #remember({ event, at, before }: Happening): void {
    switch (event.type) {
      case 'online':
      case 'offline':
        this.#online = event.type === 'online';
        return;
      case 'connect':
      case 'reconnect-now':
        this.#shut = false;
        return;
      case 'disconnect':
        this.#shut = true;
        for (const call of before.calls.filter(isLive)) this.#hungUp(call.id, before);
        return;
      case 'calls-kept': {
        // There is no microphone before the server brings the call back; from then on it counts.
        const { calls, stays } = event.kept;
        for (const { id, micMuted, held } of calls.filter(
          (call) => !before.calls.some(({ id: own }) => own === call.id),
        ))
          Object.assign(this.#ledger(id), { kept: true, microphone: id === stays && !micMuted && !held });
        return;
      }
      case 'configured':
        this.#needsToken = false;
        this.#hasTokens = event.credentials === 'provided-token' || event.credentials === 'static-token';
        return;
      case 'token-ready':
        this.#needsToken = false;
        return;
      case 'login-failed':
        if (!this.#isStale(event)) this.#needsToken = this.#hasTokens;
        return;
      case 'dial':
        this.#tickets.set(event.ticket, {
          callId: event.callId,
          command: 'dial',
          askedAt: at,
          taken: isTaken(before, event.callId),
        });
        return;
      case 'command': {
        const { callId, ticket, command } = event;
        this.#tickets.set(ticket, { callId, command: command.name, askedAt: at, taken: isTaken(before, callId) });
        const call = before.calls.find(({ id }) => id === callId);
        if (call === undefined || !isLive(call)) return;
        if (command.name === 'answer' && before.connection.state === 'connected')
          this.#ledger(callId).answerAsked = true;
        if (command.name === 'hangup' || command.name === 'reject') this.#hungUp(callId, before);
        return;
      }
      default:
    }
  }

  #hungUp(callId: string, before: ClientSnapshot): void {
    const ledger = this.#ledger(callId);
    ledger.hungUp = true;
    ledger.owed = before.connection.state !== 'connected';
  }

  /** 4 and 6: what is said of a socket or an SDK object that was replaced changes nothing. */
  #staleness({ event, before, after, effects }: Happening): void {
    const nothing = (what: string): void => {
      if (before !== after || effects.length > 0) fail(`${what} changed something: ${words(effects)}`);
    };
    if (this.#isStale(event)) nothing(`${event.type} of a socket instead of ${this.#socket}`);
    if ('callId' in event && 'object' in event) {
      const ledger = this.#ledger(event.callId);
      if (event.object < ledger.object && event.type !== 'call-appeared')
        nothing(`${event.type} of object ${event.object}`);
    }
    if (event.type === 'socket-opening') this.#socket = event.socket;
  }

  #isStale(event: MachineEvent): boolean {
    return 'socket' in event && event.type !== 'socket-opening' && event.socket !== this.#socket;
  }

  #connection({ event, at, before, after }: Happening): void {
    const was = before.connection;
    const is = after.connection;
    if (was.state !== is.state && !CONNECTION_MOVES[was.state].includes(is.state))
      fail(`${was.state} became ${is.state}`);
    if (is.state === 'connected' && was.state !== 'connected' && event.type !== 'registered')
      fail('connected unregistered');
    const asked = event.type === 'connect' || event.type === 'reconnect-now';
    if (was.state === 'disconnected' && is.state === 'connecting' && !asked) fail('nobody asked to connect');
    if ((is.state === 'reconnecting') !== (is.lostAt !== null) && is.state !== 'disconnecting')
      fail('an outage without a beginning');
    if (is.state === 'connected' && is.reason !== null) fail(`connected, ${is.reason}`);
    if (is.state === 'disconnected' && is.reason === null) fail('disconnected without a reason');
    if (is.state === 'connected' && was.state !== 'connected') this.#connectedAt = at;
    if (is.state !== 'connected') this.#connectedAt = null;
    if (is.state === 'disconnected' && after.calls.some((call) => isLive(call) && !isAnswered(call))) {
      fail('a call rings in a phone that has given up');
    }
    const own = after.calls.filter((call) => isLive(call) && !this.#ledger(call.id).kept);
    if (is.state === 'idle' && own.length > 0) fail('a live call in an idle phone');
  }

  /** 9: attempts only grow, and are announced in the future. */
  #attempts({ event, at, before, after }: Happening): void {
    const was = before.connection;
    const is = after.connection;
    const trying = (state: ConnectionState): boolean => state === 'connecting' || state === 'reconnecting';
    if (trying(is.state) && is.state === was.state && is.attempt < was.attempt)
      fail(`attempt ${was.attempt}, then ${is.attempt}`);
    if (!trying(is.state) && is.attempt !== 0) fail(`${is.state}, attempt ${is.attempt}`);
    if (trying(is.state) && is.attempt === 0) fail('trying, but no attempt');
    if (is.nextAttemptAt !== null && is.nextAttemptAt !== was.nextAttemptAt && is.nextAttemptAt < at)
      fail('announced for the past');
    if (event.type === 'tick' && is.nextAttemptAt !== null && is.nextAttemptAt <= at) fail('an attempt was missed');
    if (
      is.attempt > was.attempt &&
      is.attempt > Math.max(1, is.maxAttempts) &&
      !before.calls.some((call) => call.mediaHealthy)
    ) {
      fail(`attempt ${is.attempt} of ${is.maxAttempts}`);
    }
    if (is.reason === 'exhausted' && was.reason !== 'exhausted' && after.calls.some((call) => call.mediaHealthy)) {
      fail('exhausted, although a call can be heard');
    }
  }

  /** 7, 8 and 9: when something is opened or fetched, and when nothing is. */
  #openings({ event, at, before, after, effects }: Happening): void {
    const { state, nextAttemptAt } = before.connection;
    const opens = effects.filter(({ type }) => type === 'open-socket').length;
    const signsIn = effects.some(({ type }) => type === 'sign-in');
    const starts = effects.some(({ type }) => type === 'open-socket' || type === 'fetch-token' || type === 'load');
    if (event.type === 'release' && after.connection.state !== state) this.#shut = true;
    if (this.#shut && (starts || signsIn)) fail(`${words(effects)} after the user disconnected`);
    if (after.connection.state === 'disconnected' && state !== 'disconnected') this.#shut = true;
    if (!starts) return;
    if (!this.#online) fail(`${words(effects)} while offline`);
    if (opens > 1) fail('two sockets at once');
    if (opens > 0 && this.#needsToken) fail('a login with a token that was refused');
    // A session that goes on is only renewed, which nobody is told of.
    if (after.connection.state === 'connected' && opens === 0) return;
    const due = event.type === 'tick' && (nextAttemptAt === null ? state === 'connected' : at >= nextAttemptAt);
    const reopened = state === 'disconnecting' && (event.type === 'session-closed' || event.type === 'tick');
    if (!due && !reopened && !MAY_START.has(event.type)) fail(`${event.type} while ${state} started ${words(effects)}`);
  }

  #call(happening: Happening, call: CallSnapshot): void {
    const { event, before } = happening;
    const was = before.calls.find(({ id }) => id === call.id);
    if (was === call) return;
    if (was === undefined) {
      this.#newCall(happening, call);
      return;
    }
    const moved = was.state !== call.state;
    if (moved && !CALL_MOVES[was.state].includes(call.state)) fail(`a call that was ${was.state} is ${call.state}`);
    if (was.state === 'destroyed') fail('a destroyed call changed');
    for (const name of ['id', 'startedAt', 'direction', 'remoteNumber', 'remoteName'] as const) {
      if (was[name] !== call[name]) fail(`${name} changed`);
    }
    if (was.answeredAt !== null && was.answeredAt !== call.answeredAt) fail('answeredAt changed');
    if (was.telnyxCallControlId !== null && was.telnyxCallControlId !== call.telnyxCallControlId) fail('identity lost');
    if (was.micMuted !== call.micMuted && !isCommand(event, 'mute', 'unmute') && event.type !== 'hold-failed')
      fail('muted by somebody else');
    if (was.micMuted && !call.micMuted && event.type === 'hold-failed')
      fail('a hold that failed opened the microphone');
    if (was.held !== call.held && event.type !== 'call-progress' && event.type !== 'hold-failed')
      fail('held by somebody else');
    if (call.recoveries < was.recoveries) fail('recoveries went down');
    if (
      was.state === 'ringing' &&
      call.state === 'active' &&
      call.direction === 'inbound' &&
      !this.#ledger(call.id).answerAsked
    ) {
      fail('answered without the user');
    }
    if ((call.state === 'reconnecting') !== (call.mediaLostAt !== null)) fail('reconnecting without a beginning');
    if (was.mediaLostAt !== null && call.mediaLostAt !== null && was.mediaLostAt !== call.mediaLostAt)
      fail('one loss became two');
  }

  #newCall({ event }: Happening, call: CallSnapshot): void {
    if (this.#gone.has(call.id)) fail('a call came back from the dead');
    if (event.type === 'calls-kept') {
      const known = event.kept.calls.find(({ id }) => id === call.id);
      if (call.state !== (call.id === event.kept.stays ? 'reconnecting' : 'destroyed')) fail(`kept, and ${call.state}`);
      for (const name of ['direction', 'startedAt', 'answeredAt', 'remoteNumber', 'micMuted', 'held'] as const) {
        if (known?.[name] !== call[name]) fail(`${name} was not kept`);
      }
      return;
    }
    if (event.type !== 'dial' && event.type !== 'call-appeared') fail(`${event.type} made a call`);
    if (call.state !== (call.direction === 'inbound' ? 'ringing' : 'new')) fail(`a call began ${call.state}`);
  }

  /** 1: destroyed once, for a stated cause. */
  #ends({ before, after, at }: Happening): void {
    for (const call of after.calls) {
      const was = before.calls.find(({ id }) => id === call.id);
      if (call.state !== 'destroyed' || was?.state === 'destroyed') continue;
      this.#gone.set(call.id, call);
      if (call.cause === null || call.endedAt !== at || call.pending.length > 0) fail('an end that is none');
    }
    for (const call of before.calls) {
      if (isLive(call) && !after.calls.some(({ id }) => id === call.id)) fail('a live call vanished');
    }
  }

  /** 5 and 11: what is over, or was never ours, is sent away. */
  #sentAway({ event, at, before, after, effects }: Happening): void {
    if (event.type !== 'call-appeared') return;
    const ledger = this.#ledger(event.callId);
    const was = before.calls.find(({ id }) => id === event.callId);
    const is = after.calls.find(({ id }) => id === event.callId);
    const stale = was !== undefined && isLive(was) && event.object < ledger.object;
    if (event.attach && event.object > ledger.object) {
      ledger.awaitedSince = null;
      ledger.broughtBack = true;
      ledger.apartSince ??= at;
    }
    ledger.object = Math.max(ledger.object, event.object);
    if (is !== undefined && isLive(is)) return;
    if (stale) return;
    const hungUp = effects.some((effect) => effect.type === 'hangup' && effect.callId === event.callId);
    if (!hungUp) fail('a call that is over was let in');
    if (ledger.hungUp && !effects.some((effect) => effect.type === 'hangup' && effect.bye))
      fail('hung up without a bye');
  }

  /** 10: every command settles once, by its deadline. */
  #commands({ event, at, after, effects }: Happening): void {
    this.#microphoneGiven(event, at);
    for (const effect of effects) {
      if (effect.type !== 'settle') continue;
      if (this.#settled.has(effect.ticket)) fail(`ticket ${effect.ticket} settled twice`);
      if (!this.#tickets.delete(effect.ticket)) fail(`ticket ${effect.ticket} was never issued`);
      this.#settled.add(effect.ticket);
    }
    for (const call of after.calls) {
      const open = [...this.#tickets.values()].filter(({ callId }) => callId === call.id).length;
      // No promise waits for the hold of one call for the sake of another.
      if (call.pending.length - open !== 0 && !(call.pending.includes('hold') && call.pending.length - open === 1))
        fail(`${open} promises wait for ${call.pending.length} commands`);
    }
    if (event.type !== 'tick') return;
    const { mediaRecovery } = after;
    if (mediaRecovery !== null && at >= (mediaRecovery.deadline ?? Infinity))
      fail('the wait for a microphone outlived its deadline');
    const waits = after.calls.find(({ id }) => id === mediaRecovery?.callId);
    if (waits?.state === 'active' && mediaRecovery?.deadline != null) fail('a call that goes on is counted down');
    for (const ticket of this.#tickets.values()) {
      const deadline = this.#deadlineOf(ticket);
      if (deadline !== null && at >= deadline) fail(`${ticket.command} outlived its deadline`);
    }
  }

  #microphoneGiven(event: MachineEvent, at: number): void {
    if (event.type === 'microphone-given') this.#ledger(event.callId).microphoneAt ??= at;
  }

  #deadlineOf({ command, callId, askedAt, taken }: Ticket): number | null {
    const begunBy = askedAt + (taken ? 10 * SECOND : 0);
    if (command !== 'dial' && command !== 'answer') return begunBy + 10 * SECOND;
    const { microphoneAt } = this.#ledger(callId);
    return microphoneAt === null ? null : Math.max(begunBy, microphoneAt) + 20 * SECOND;
  }

  /** 14: no voice leaves while held or muted, or after the end; and it does leave otherwise. */
  #microphones({ event, before, after, effects }: Happening): void {
    // Browsers begin with it on, for every object of the SDK's anew.
    if (event.type === 'call-appeared' && event.attach && before !== after)
      this.#ledger(event.callId).microphone = true;
    for (const effect of effects)
      if (effect.type === 'microphone') this.#ledger(effect.callId).microphone = effect.live;
    for (const call of after.calls) {
      const holding = call.pending.includes('hold') || call.pending.includes('unhold');
      const live = isLive(call) && !call.micMuted && !call.held && !call.background && !holding;
      if (this.#ledger(call.id).microphone !== live)
        fail(`the microphone of a call that is ${call.state} is ${live ? 'off' : 'on'}`);
    }
  }

  /** 2: what is lost for good ends, and what is said of the other side's audio is so. */
  #media({ event, at, before, after }: Happening): void {
    const connection = after.connection.state;
    if (connection === 'connected' && before.connection.state !== 'connected') {
      for (const { id } of after.calls) {
        const ledger = this.#ledger(id);
        ledger.awaitedSince = ledger.broughtBack ? null : at;
      }
    }
    if (before.connection.state === 'connected' && connection !== 'connected') {
      for (const { id } of after.calls) this.#ledger(id).broughtBack = false;
    }
    if ('callId' in event && event.callId !== null) this.#followPeer(event, at);
    for (const call of after.calls) {
      const ledger = this.#ledger(call.id);
      if (connection !== 'connected') ledger.awaitedSince = null;
      if (call.remoteMedia !== null && (!isAnswered(call) || call.held))
        fail(`remote media of a call that is ${call.state}`);
      if (call.localMedia !== null && (!isAnswered(call) || call.held || call.micMuted))
        fail(`our own audio of a call that is ${call.state}`);
      if (call.state === 'active' && call.microphoneLost && after.mediaRecovery === null)
        fail('a microphone that has ended, and no way to bring it back');
      if (call.remoteMedia === null && isAnswered(call) && !call.held) fail('nothing said of the other side');
      if (event.type !== 'tick' || !isAnswered(call) || this.#connectedAt === null) continue;
      // What a sleeping page did not see counts from when it looks.
      const apart = Math.max(ledger.apartSince ?? at, this.#connectedAt, call.answeredAt ?? at, call.mediaLostAt ?? 0);
      if (at - apart > 32 * SECOND) fail('half a minute without a connected peer');
      const lost = call.mediaLostAt !== null || call.remoteMedia === 'stalled';
      if (lost && ledger.awaitedSince !== null && at - ledger.awaitedSince > 12 * SECOND)
        fail('a call that nobody brought back');
    }
  }

  #followPeer(event: Extract<MachineEvent, { callId: string | null }>, at: number): void {
    const ledger = this.#ledger(event.callId ?? '');
    if (event.type !== 'peer-changed' && event.type !== 'sampled') return;
    if (event.object < ledger.object) return;
    const peer = event.type === 'sampled' ? event.sample.peer : event.peer;
    ledger.apartSince = peer === 'connected' ? null : (ledger.apartSince ?? at);
    // Audio that came back by itself shows that the server has the call.
    if (peer === 'connected') ledger.awaitedSince = null;
  }

  /** 5: the server hears of a hang-up as soon as it can. */
  #byes({ event, before, after, effects }: Happening): void {
    if (
      event.type !== 'registered' ||
      before.connection.state === 'connected' ||
      after.connection.state !== 'connected'
    )
      return;
    for (const [callId, ledger] of this.#calls) {
      const byes = effects.filter((effect) => effect.type === 'late-bye' && effect.callId === callId).length;
      if (ledger.owed && byes !== 1) fail(`${byes} late byes`);
      ledger.owed = false;
    }
  }

  /** 2: nothing hangs, and nothing spins. */
  #time({ event, at, after, wakeAt }: Happening): void {
    const { state, reason } = after.connection;
    const moving = state === 'connecting' || state === 'reconnecting' || state === 'disconnecting';
    if (moving && reason !== 'offline' && wakeAt === null) fail(`${state} for ever`);
    if (event.type !== 'tick') return;
    if (wakeAt !== null && wakeAt <= at) fail('woken for the past');
    for (const call of after.calls) {
      if (call.mediaLostAt === null || !isLive(call)) continue;
      if (state === 'disconnected') fail('reconnecting, while nobody is connecting');
      // Half a minute for a peer to connect, and ten seconds more for one that connects last without a packet.
      if (this.#connectedAt !== null && at - Math.max(call.mediaLostAt, this.#connectedAt) > 41 * SECOND)
        fail('reconnecting for ever');
    }
  }
}

/** What may start an attempt beside the announced time, the user's connecting again and a dead socket. */
const MAY_START: ReadonlySet<MachineEvent['type']> = new Set<MachineEvent['type']>([
  'connect',
  'reconnect-now',
  'woke',
  'network-changed',
  'loaded',
  'token-ready',
  'login-failed',
]);

function isCommand(event: MachineEvent, ...names: string[]): boolean {
  return event.type === 'command' && names.includes(event.command.name);
}

function words(effects: readonly Effect[]): string {
  return effects.map(({ type }) => type).join(', ') || 'nothing';
}
