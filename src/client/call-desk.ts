import type { CallSession, TransferHandler } from '../contract/client.ts';
import type { ConversationMessage } from '../contract/conversation.ts';
import type { ConnectMode, DialOptions } from '../contract/configuration.ts';
import type { PhoneError } from '../contract/errors.ts';
import { type ErrorCode } from '../contract/errors.ts';
import type { CallSnapshot, ClientSnapshot } from '../contract/snapshots.ts';
import type { Outcome } from '../machines/effects.ts';
import type { CallCommandEvent, MachineEvent } from '../machines/events.ts';
import { areDigits } from './call-session.ts';
import { CallSessions } from './call-sessions.ts';
import { normalizeDestination } from './destination.ts';
import { microphoneObstacle } from './preflight.ts';
import type { DialPlan } from './runner.ts';
import { Tickets } from './tickets.ts';
import { abortable } from './wait.ts';

export interface CallDeskHost {
  readonly snapshot: ClientSnapshot;
  readonly connectMode: ConnectMode;
  readonly transferHandler: TransferHandler | null;
  /** Every call goes to an AI assistant, whatever is dialled. */
  readonly assisted: boolean;
  connect(): Promise<void>;
  dispatch(event: MachineEvent): void;
  /** Tells the page of a command that cannot even be begun, and gives back what it rejects with. */
  refuse(code: ErrorCode, message?: string): PhoneError;
  /** Writes to the AI assistant of a call; rejects when that is not taken. */
  say(callId: string, text: string): Promise<void>;
}

/** How long it waits for a word that a message was taken, in milliseconds: not every server says so. */
const TAKEN_WITHIN = 3000;
const LONGEST_MESSAGE = 4000;

/** Takes the commands for calls: checks them, hands them to the machine, and keeps their promises. */
export class CallDesk {
  /** What a dial effect needs that the machine has no use for. */
  readonly plans = new Map<string, DialPlan>();
  readonly #host: CallDeskHost;
  readonly #tickets = new Tickets();
  readonly #transfers = new Map<string, () => Promise<void>>();
  readonly #sessions = new CallSessions({
    command: (callId, command) => this.#command(callId, command),
    transfer: (call, to) => this.#transfer(call, to),
    say: (call, text) => this.#say(call, text),
  });

  constructor(host: CallDeskHost) {
    this.#host = host;
  }

  of(call: CallSnapshot): CallSession {
    return this.#sessions.of(call);
  }

  find(id: string): CallSession | undefined {
    const snapshot = this.#host.snapshot.calls.find((call) => call.id === id);
    return snapshot && this.of(snapshot);
  }

  /** Something was said in a call; null when the page does not have that call any more. */
  hear(callId: string, message: ConversationMessage): CallSession | null {
    return this.find(callId) ? this.#sessions.hear(callId, message) : null;
  }

  update(calls: readonly CallSnapshot[]): void {
    this.#sessions.update(calls);
  }

  /** Returns the error of a promise that failed, for the page to hear of too. */
  settle(ticket: number, outcome: Outcome): PhoneError | null {
    return this.#tickets.settle(ticket, outcome);
  }

  async dial(destination: string, options: DialOptions): Promise<CallSession> {
    const { signal } = options;
    signal?.throwIfAborted();
    const number = this.normalize(destination);
    this.#checkMicrophone();
    await abortable(this.connected(), signal);
    signal?.throwIfAborted();
    // Where there is no `randomUUID`, on insecure pages, there is no microphone either.
    const callId = crypto.randomUUID();
    const { ticket, promise } = this.#tickets.issue(callId);
    this.plans.set(callId, { destination: number, options });
    const abort = (): void => void this.find(callId)?.hangup();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      this.#host.dispatch({ type: 'dial', callId, destination: number, ticket });
      await abortable(promise, signal);
    } finally {
      this.plans.delete(callId);
      signal?.removeEventListener('abort', abort);
    }
    const session = this.find(callId);
    if (session === undefined) throw this.#host.refuse('session-lost');
    return session;
  }

  /** Runs the page's handler for a transfer that the machine has let through. */
  async runTransfer(callId: string): Promise<void> {
    const run = this.#transfers.get(callId);
    this.#transfers.delete(callId);
    await run?.();
  }

  /** Resolves when a call can be made; connects where that is only done for calls. */
  async connected(): Promise<void> {
    const { state, reason } = this.#host.snapshot.connection;
    if (state === 'connected') return;
    const lazily = state === 'idle' && this.#host.connectMode !== 'manual';
    if (state === 'connecting' || lazily) await this.#host.connect();
    else throw this.#host.refuse(reason === 'elsewhere' ? 'open-elsewhere' : 'not-connected');
  }

  async #command(callId: string, command: CallCommandEvent): Promise<void> {
    if (command.name === 'dtmf' && !areDigits(command.digits)) {
      throw this.#host.refuse('invalid-option', 'Only the digits 0–9, A–D, * and # can be sent.');
    }
    const { ticket, promise } = this.#tickets.issue(callId);
    this.#host.dispatch({ type: 'command', callId, command, ticket });
    await promise;
  }

  async #say({ id, answeredAt, state }: CallSession, words: string): Promise<void> {
    const text = words.trim();
    if (text === '' || text.length > LONGEST_MESSAGE || answeredAt === null || state === 'destroyed') {
      throw this.#host.refuse(
        'invalid-option',
        'That message cannot be sent: it is empty or too long, or nobody is there.',
      );
    }
    if (this.#host.snapshot.connection.state !== 'connected') throw this.#host.refuse('not-connected');
    const said = this.#host.say(id, text).catch(() => {
      throw this.#host.refuse('protocol-error', 'The assistant did not take the message. Try again.');
    });
    await Promise.race([said, new Promise((resolve) => setTimeout(resolve, TAKEN_WITHIN))]);
  }

  async #transfer(call: CallSession, to: string | CallSession): Promise<void> {
    const { transferHandler } = this.#host;
    if (transferHandler === null) {
      throw this.#host.refuse('invalid-option', 'There is no client.transferHandler, so calls cannot be transferred.');
    }
    if (typeof to === 'string') {
      const destination = this.normalize(to);
      await this.#handOver([call], async () => transferHandler(call, destination));
      return;
    }
    if (to.id === call.id || to.answeredAt === null || to.state === 'destroyed') {
      throw this.#host.refuse('invalid-option', 'That is no other call that goes on. Call there first.');
    }
    // A call that cannot be handed over is refused by itself: the page's handler is not asked for the other's sake.
    const alone = call.answeredAt === null || call.state === 'destroyed';
    await this.#handOver(alone ? [call] : [call, to], async () => transferHandler(call, to.remoteNumber, to));
  }

  /** Both calls of an attended transfer wait for the one answer of the page's handler. */
  async #handOver(calls: readonly CallSession[], run: () => Promise<void>): Promise<void> {
    let running: Promise<void> | null = null;
    for (const { id } of calls) this.#transfers.set(id, () => (running ??= run()));
    try {
      await Promise.all(calls.map(({ id }) => this.#command(id, { name: 'transfer' })));
    } finally {
      for (const { id } of calls) this.#transfers.delete(id);
    }
  }

  /** What is called for this; throws, and tells the page, where nothing can be. */
  normalize(destination: string): string {
    if (destination === '' && this.#host.assisted) return destination;
    try {
      return normalizeDestination(destination);
    } catch (error) {
      throw this.#host.refuse('invalid-destination', (error as PhoneError).message);
    }
  }

  #checkMicrophone(): void {
    const code = microphoneObstacle();
    if (code === null) return;
    this.#host.dispatch({ type: 'microphone-outlook', code, granted: false });
    throw this.#host.refuse(code);
  }
}
