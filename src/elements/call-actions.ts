import type { CallSession, PhoneClient } from '../contract/client.ts';
import type { ErrorCode, PhoneError } from '../contract/errors.ts';
import type { CallSnapshot } from '../contract/snapshots.ts';
import type { ClientController, ClientHost } from '../controllers/client.ts';
import { written } from '../controllers/written.ts';
import { isIncoming } from '../selectors/current-call.ts';
import { callViews, type InCall } from './call/call-views.ts';
import { dial, request, settle } from './commands.ts';
import { isLong, phoneNumbers, planOf } from './numbers/numbers.ts';

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
  /** The call that the user made last, by its id; null if that could not be made. */
  made: string | null = null;

  readonly host: ActionsHost;
  readonly bound: ClientController;

  constructor(host: ActionsHost, bound: ClientController) {
    this.host = host;
    this.bound = bound;
  }

  /** What can be done in an answered call; null until it is there. */
  get inCall(): InCall | null {
    return callViews.value?.inCall(this) ?? null;
  }

  readonly fail = ({ code, message }: Pick<PhoneError, 'code' | 'message'>): void => {
    this.#tell({ code, message, passing: this.bound.snapshot?.connection.state !== 'connected' });
  };

  /** Puts the problem away. */
  readonly dismiss = (): void => this.#tell(null);

  /** To be called before each rendering. */
  follow(): void {
    if (this.problem?.passing && this.bound.snapshot?.connection.state === 'connected') this.problem = null;
  }

  /** Calls, unless a call is being made already; null if the call was not made. */
  async dial(number: string): Promise<CallSession | null> {
    if (this.dialling) return null;
    this.problem = null;
    const dialling = (this.dialling = { number, abort: new AbortController() });
    this.host.requestUpdate();
    const { signal } = dialling.abort;
    const planned = planOf(number, this.host.client);
    const { destination, keys } = planned instanceof Promise ? await planned : planned;
    const made = signal.aborted ? null : await dial(this.host, destination, this.fail, signal);
    this.dialling = null;
    this.made = made?.id ?? null;
    if (made) this.called = number;
    if (made && keys) void callViews.fetch().then(() => this.inCall?.pressLater(made, keys));
    this.host.requestUpdate();
    return made;
  }

  /** A number as people write it, as soon as that is known; anything else as it is. */
  readonly written = (number: string): string => {
    if (!isLong(number)) return number;
    if (!phoneNumbers.value) void phoneNumbers.fetch().then(() => this.host.requestUpdate());
    return written(number, this.host.client);
  };

  answer(call: CallSnapshot, ended: CallSnapshot | null = null): void {
    if (!request(this.host, 'telnyx-answer-request', { callId: call.id })) return;
    if (ended && !request(this.host, 'telnyx-hangup-request', { callId: ended.id })) return;
    void this.command(call, (session) => (ended ? session.answer({ others: 'end' }) : session.answer()));
  }

  /** Rejects a call that rings here, else hangs up; without a call it gives up the one that is wished for. */
  end(call: CallSnapshot | null): void {
    if (!call) {
      this.dialling?.abort.abort();
    } else if (request(this.host, 'telnyx-hangup-request', { callId: call.id })) {
      void this.command(call, (session) => (isIncoming(call) ? session.reject() : session.hangup()));
    }
  }

  /** Puts an ended call away. */
  close(call: CallSnapshot): void {
    this.closed = call.id;
    this.host.requestUpdate();
  }

  /** Gives a command to a call, and what came of it; null if it was not done. */
  command<T>({ id }: CallSnapshot, command: (session: CallSession) => Promise<T>): Promise<T | null> {
    const session = this.host.client.call(id);
    this.#tell(null);
    return session ? settle(command(session), this.fail) : Promise.resolve(null);
  }

  #tell(problem: Problem | null): void {
    this.problem = problem;
    this.host.requestUpdate();
  }
}
