import type { PhoneClient } from '../../../contract/client.ts';
import type { CallSnapshot } from '../../../contract/snapshots.ts';
import type { PhoneNumbers } from '../numbers.ts';

/** A comma, in milliseconds, as in other phones. */
const PAUSE = 2000;

/** How long keys take to be heard, in milliseconds each; the pause after them begins then. */
const TONE = 250;

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Resolves with whether the call is there to press something in: null as long as that is not decided. */
function reached(
  client: PhoneClient,
  callId: string,
  isThere: (call: CallSnapshot) => boolean | null,
): Promise<boolean> {
  const decide = (): boolean | null => {
    const call = client.call(callId);
    return call && call.state !== 'destroyed' ? isThere(call) : false;
  };
  const now = decide();
  if (now !== null) return Promise.resolve(now);
  return new Promise((resolve) => {
    const end = client.subscribe(() => {
      const then = decide();
      if (then === null) return;
      end();
      resolve(then);
    });
  });
}

/** See `PhoneNumbers`. */
export const pressLater: PhoneNumbers['pressLater'] = async (client, callId, keys, wanted, told) => {
  // Nobody hears keys that are pressed in a call on hold.
  const talks = (): Promise<boolean> =>
    reached(client, callId, (call) => (call.state === 'active' && !call.held ? true : wanted() ? null : false));
  let rest = keys;
  while (rest !== '' && (await talks()) && wanted()) {
    const [pressed = ''] = /^[^,]+/.exec(rest) ?? [];
    rest = rest.slice(pressed.length || 1);
    if (pressed) await client.call(callId)?.sendDigits(pressed);
    if (!wanted()) return;
    told(pressed, rest);
    if (rest) await wait(pressed ? pressed.length * TONE : PAUSE);
  }
};
