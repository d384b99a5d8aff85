import type { CallSession, PhoneClient } from '../contract/client.ts';
import type { ErrorCode, PhoneError } from '../contract/errors.ts';
import type { CallSnapshot } from '../contract/snapshots.ts';
import type { ClientController, ClientHost } from '../controllers/client.ts';
import { isIncoming, isLive } from '../selectors/current-call.ts';
import { callExtras } from './call/call-extras.ts';
import { dial, request, settle } from './commands.ts';
import { isField } from './keyboard.ts';
import { phoneNumbers, planOf, settingsOf } from './numbers/numbers.ts';

/** What a user has opened in the place of a call's controls. */
export type Panel = 'keypad' | 'transfer';

/** A call that is wished for: from the press until the client has a call, or has failed to make one. */
interface Dialling {
  readonly number: string;
  readonly abort: AbortController;
}

export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  /** It came while there was no connection, so it is over when there is one. */
  readonly passing: boolean;
}

/** An element in which something is pressed. */
type ActionsHost = ClientHost & { readonly client: PhoneClient; readonly keyTones?: string | null };

/** What the keypad of a call takes from the keyboard. */
const DTMF = /^[\d*#]$/;

/** What there is more to write of than its digits. */
const LONG_NUMBER = /^\+?\d{6,}$/;

/** Nothing is opened, pressed or typed yet. */
const UNTOUCHED = { panel: null, digits: '', target: '' } as const;

/** What the user has opened, the keys pressed, and where the call is to go: all of one call. */
interface Touched {
  readonly callId: string;
  readonly panel: Panel | null;
  readonly digits: string;
  readonly target: string;
}

/**
 * What the user presses in one element: the page is asked, the command given, and what became of it kept to be shown.
 * It shows nothing as done: that the call's snapshots say.
 */
export class CallActions {
  /** The last thing that could not be done; null when there is none, or it was put away. */
  problem: Problem | null = null;
  dialling: Dialling | null = null;
  /** The ended call that the user has put away. */
  closed: string | null = null;
  /** Whom the user called last. */
  called = '';
  /** The keys that are pressed in a call when it is answered, as far as that is still to be done. */
  later: { readonly callId: string; readonly keys: string } | null = null;

  readonly #host: ActionsHost;
  readonly #bound: ClientController;
  #touched: Touched = { callId: '', ...UNTOUCHED };

  constructor(host: ActionsHost, bound: ClientController) {
    this.#host = host;
    this.#bound = bound;
  }

  get transferable(): boolean {
    return this.#host.client.transferHandler !== null;
  }

  /** What is opened in this call, the keys pressed in it, and the number that it is to be transferred to. */
  of(call: CallSnapshot | null): Omit<Touched, 'callId'> {
    return this.#touched.callId === call?.id ? this.#touched : UNTOUCHED;
  }

  readonly fail = ({ code, message }: Pick<PhoneError, 'code' | 'message'>): void => {
    this.#tell({ code, message, passing: this.#bound.snapshot?.connection.state !== 'connected' });
  };

  /** Puts the problem away. */
  readonly dismiss = (): void => this.#tell(null);

  /** To be called before each rendering. */
  follow(): void {
    if (this.problem?.passing && this.#bound.snapshot?.connection.state === 'connected') this.problem = null;
  }

  /** Calls, unless a call is being made already; null if the call was not made. */
  async dial(number: string): Promise<CallSession | null> {
    if (this.dialling) return null;
    this.problem = null;
    const dialling = (this.dialling = { number, abort: new AbortController() });
    this.#host.requestUpdate();
    const { signal } = dialling.abort;
    const planned = planOf(number, this.#host.client);
    const { destination, keys } = planned instanceof Promise ? await planned : planned;
    const made = signal.aborted ? null : await dial(this.#host, destination, this.fail, signal);
    this.dialling = null;
    if (made) this.called = number;
    if (made && keys) void this.#pressLater(made, keys);
    this.#host.requestUpdate();
    return made;
  }

  /** A number as people write it, as soon as that is known; anything else as it is. */
  readonly written = (number: string): string => {
    if (!LONG_NUMBER.test(number)) return number;
    if (!phoneNumbers.value) void phoneNumbers.fetch().then(() => this.#host.requestUpdate());
    return phoneNumbers.value?.show(number, settingsOf(this.#host.client)) ?? number;
  };

  /** Nothing more is pressed in the call by itself. */
  readonly dropLater = (): void => {
    this.later = null;
    this.#host.requestUpdate();
  };

  answer(call: CallSnapshot, ended: CallSnapshot | null = null): void {
    if (!request(this.#host, 'telnyx-answer-request', { callId: call.id })) return;
    if (ended && !request(this.#host, 'telnyx-hangup-request', { callId: ended.id })) return;
    void this.#command(call, (session) => (ended ? session.answer({ others: 'end' }) : session.answer()));
  }

  /** Rejects a call that rings here, else hangs up; without a call it gives up the one that is wished for. */
  end(call: CallSnapshot | null): void {
    if (!call) {
      this.dialling?.abort.abort();
    } else if (request(this.#host, 'telnyx-hangup-request', { callId: call.id })) {
      void this.#command(call, (session) => (isIncoming(call) ? session.reject() : session.hangup()));
    }
  }

  /** Puts an ended call away. */
  close(call: CallSnapshot): void {
    this.closed = call.id;
    this.#host.requestUpdate();
  }

  toggleMute(call: CallSnapshot): void {
    void this.#command(call, (session) => (call.micMuted ? session.unmute() : session.mute()));
  }

  toggleHold(call: CallSnapshot): void {
    void this.#command(call, (session) => (call.held ? session.unhold() : session.hold()));
  }

  /** Speaks in this call: takes it off hold, and puts the one that is spoken in on hold. */
  resume(call: CallSnapshot): void {
    void this.#command(call, (session) => session.unhold());
  }

  /** Opens a panel in place of the controls; null closes it. */
  open(call: CallSnapshot, panel: Panel | null): void {
    this.#touch(call, { panel });
  }

  /** Sends a key of the keypad; while the server cannot be told, it is as if it had not been pressed. */
  press(call: CallSnapshot, key: string): void {
    if (this.#bound.snapshot?.connection.state !== 'connected') return;
    if (this.#host.keyTones !== 'off') callExtras.value?.tone(key);
    this.#touch(call, { digits: this.of(call).digits + key });
    void this.#command(call, (session) => session.sendDigits(key));
  }

  /** A key pressed anywhere in the element, while a panel is open in the call; true if it was meant for that. */
  keydown(key: string, target: Element, call: CallSnapshot): boolean {
    const { panel } = this.of(call);
    if (!panel) return false;
    if (key === 'Escape') this.open(call, null);
    else return panel === 'keypad' && this.digit(key, target, call);
    return true;
  }

  /** A key pressed anywhere in the element, while its keypad is to be seen; true if it was one of its keys. */
  digit(key: string, target: Element, call: CallSnapshot): boolean {
    const meant = DTMF.test(key) && !isField(target);
    if (meant) this.press(call, key);
    return meant;
  }

  /** What is written where the number belongs that the call is to go to. */
  aim(call: CallSnapshot, target: string): void {
    this.#touch(call, { target });
  }

  /** Those with whom a call can be joined: the other calls that were answered and go on. */
  others({ id }: CallSnapshot): readonly CallSnapshot[] {
    const { calls = [] } = this.#bound.snapshot ?? {};
    return calls.filter((other) => isLive(other) && other.answeredAt !== null && other.id !== id);
  }

  /** To the number that is written, or to the other side of another call. */
  async transfer(call: CallSnapshot, other?: CallSnapshot): Promise<void> {
    const to = other ? this.#host.client.call(other.id) : this.of(call).target.trim();
    if (!to) return;
    const done = await this.#command(call, (session) => session.transfer(to).then(() => true));
    // Meanwhile the user may have opened something in another call.
    if (done && this.#touched.callId === call.id) this.#touch(call, UNTOUCHED);
  }

  /** Presses keys when the call is answered, as people would: one after another, and a comma is a pause. */
  async #pressLater({ id }: CallSnapshot, keys: string): Promise<void> {
    const { client } = this.#host;
    const tell = (rest: string): void => {
      this.later = { callId: id, keys: rest };
      this.#host.requestUpdate();
    };
    tell(keys);
    const wanted = (): boolean => this.later?.callId === id;
    await phoneNumbers.value
      ?.pressLater(client, id, keys, wanted, (pressed, rest) => {
        tell(rest);
        const call = client.call(id);
        if (pressed && call) this.#touch(call, { digits: this.of(call).digits + pressed });
      })
      .catch(this.fail);
    if (wanted()) this.dropLater();
  }

  #touch(call: CallSnapshot, change: Partial<Touched>): void {
    this.#touched = { ...this.of(call), ...change, callId: call.id };
    this.#host.requestUpdate();
  }

  #command<T>({ id }: CallSnapshot, command: (session: CallSession) => Promise<T>): Promise<T | null> {
    const session = this.#host.client.call(id);
    this.#tell(null);
    return session ? settle(command(session), this.fail) : Promise.resolve(null);
  }

  #tell(problem: Problem | null): void {
    this.problem = problem;
    this.#host.requestUpdate();
  }
}
