import { isLive } from '../../../selectors/current-call.ts';
import { isField } from '../../keyboard.ts';
import type { CallSession } from '../../../contract/client.ts';
import type { CallSnapshot, ClientSnapshot } from '../../../contract/snapshots.ts';
import type { CallActions } from '../../call-actions.ts';
import type { InCall, Kit, Panel } from '../call-views.ts';

/** What the keypad of a call takes from the keyboard. */
const DTMF = /^[\d*#]$/;

/** Nothing is opened, pressed or typed yet. */
const UNTOUCHED = { panel: null, digits: '', target: '' } as const;

/** What the user has opened, the keys pressed, and where the call is to go: all of one call. */
interface Touched {
  readonly callId: string;
  readonly panel: Panel | null;
  readonly digits: string;
  readonly target: string;
}

/** Makes what a user can do in an answered call; one for each element. */
export function createInCall(
  { phoneNumbers, planOf }: Kit,
  tone: (key: string, snapshot: ClientSnapshot) => void,
): (actions: CallActions) => InCall {
  class Acts implements InCall {
    later: InCall['later'] = null;

    readonly #actions: CallActions;
    #touched: Touched = { callId: '', ...UNTOUCHED };
    /** The call that is being transferred. */
    #leaving: string | null = null;

    constructor(actions: CallActions) {
      this.#actions = actions;
    }

    get transferable(): boolean {
      return this.#actions.host.client.transferHandler !== null;
    }

    of(call: CallSnapshot | null): Omit<Touched, 'callId'> {
      return this.#touched.callId === call?.id ? this.#touched : UNTOUCHED;
    }

    toggleMute(call: CallSnapshot): void {
      this.#command(call, (session) => (call.micMuted ? session.unmute() : session.mute()));
    }

    toggleHold(call: CallSnapshot): void {
      this.#command(call, (session) => (call.held ? session.unhold() : session.hold()));
    }

    resume(call: CallSnapshot): void {
      this.#command(call, (session) => session.unhold());
    }

    open(call: CallSnapshot, panel: Panel | null): void {
      this.#touch(call, { panel });
    }

    press(call: CallSnapshot, key: string): void {
      const { bound, host } = this.#actions;
      const { snapshot } = bound;
      if (snapshot?.connection.state !== 'connected') return;
      if (host.keyTones !== 'off') tone(key, snapshot);
      this.#touch(call, { digits: this.of(call).digits + key });
      this.#command(call, (session) => session.sendDigits(key));
    }

    keydown(key: string, target: Element, call: CallSnapshot): boolean {
      const { panel } = this.of(call);
      if (!panel) return false;
      if (key === 'Escape') this.open(call, null);
      else return panel === 'keypad' && this.digit(key, target, call);
      return true;
    }

    digit(key: string, target: Element, call: CallSnapshot): boolean {
      const meant = DTMF.test(key) && !isField(target);
      if (meant) this.press(call, key);
      return meant;
    }

    aim(call: CallSnapshot, target: string): void {
      void phoneNumbers.fetch();
      this.#touch(call, { target });
    }

    others({ id }: CallSnapshot): readonly CallSnapshot[] {
      const { calls = [] } = this.#actions.bound.snapshot ?? {};
      return calls.filter((other) => isLive(other) && other.answeredAt !== null && other.id !== id);
    }

    async transfer(call: CallSnapshot, other?: CallSnapshot): Promise<void> {
      const to = other ? this.#actions.host.client.call(other.id) : this.of(call).target.trim();
      if (!to || this.#leaving === call.id) return;
      this.#leaving = call.id;
      const done = await this.#actions.command(call, async (session) => {
        await session.transfer(typeof to === 'string' ? await this.#destination(to) : to);
        return true;
      });
      this.#leaving = null;
      // Meanwhile the user may have opened something in another call.
      if (done && this.#touched.callId === call.id) this.#touch(call, UNTOUCHED);
    }

    async pressLater({ id }: CallSnapshot, keys: string): Promise<void> {
      const { host, fail } = this.#actions;
      const { client } = host;
      const tell = (rest: string): void => {
        this.later = { callId: id, keys: rest };
        host.requestUpdate();
      };
      tell(keys);
      const wanted = (): boolean => this.later?.callId === id;
      await phoneNumbers.value
        ?.pressLater(client, id, keys, wanted, (pressed, rest) => {
          tell(rest);
          const call = client.call(id);
          if (pressed && call) this.#touch(call, { digits: this.of(call).digits + pressed });
        })
        .catch(fail);
      if (wanted()) this.dropLater();
    }

    dropLater(): void {
      this.later = null;
      this.#actions.host.requestUpdate();
    }

    /** As it would be dialled. With keys to be pressed then, it is left as it is: nobody is there to press them. */
    async #destination(written: string): Promise<string> {
      const { destination, keys } = await planOf(written, this.#actions.host.client);
      return keys ? written : destination;
    }

    #command(call: CallSnapshot, command: (session: CallSession) => Promise<void>): void {
      void this.#actions.command(call, command);
    }

    #touch(call: CallSnapshot, change: Partial<Touched>): void {
      this.#touched = { ...this.of(call), ...change, callId: call.id };
      this.#actions.host.requestUpdate();
    }
  }
  const all = new WeakMap<CallActions, InCall>();
  return (actions) => {
    const acts = all.get(actions) ?? new Acts(actions);
    all.set(actions, acts);
    return acts;
  };
}
