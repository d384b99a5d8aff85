/** The faults that strike every state of a call, each with what becomes of an answered call. */
import type { PhonePage } from '../support/harness/phone-page.ts';
import { BROWSER } from '../support/harness/stage.ts';
import type { OpenOptions, Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';
import type { CallState } from './call-states.ts';

export interface MatrixFault {
  readonly name: string;
  /** Of the phone that it is to strike. */
  readonly open?: OpenOptions;
  /** Whether an answered call outlives it. */
  readonly call: 'kept' | 'ended';
  /** Whether the phone comes back without being asked; else it waits for its user, with this reason. */
  readonly waits?: string;
  /** Where it means nothing, why. */
  without?(state: CallState): string | null;
  /** Strikes, and ends what lasts: when it is over the phone can come back. */
  strike(stage: Stage, page: PhonePage): Promise<void>;
}

type Description = Record<string, unknown>;

/** A fault that the gateway ends by itself. */
const lasting = (fault: Description, forMs: number) => async (stage: Stage, page: PhonePage) => {
  stage.gateway.fault({ ...fault, user: page.user, forMs });
  await pause(forMs);
};

/** Faults that happen once, one after the other. */
const once =
  (...faults: Description[]) =>
  (stage: Stage, page: PhonePage): Promise<void> => {
    for (const fault of faults) stage.gateway.fault({ ...fault, user: page.user });
    return Promise.resolve();
  };

const needsAudio = ({ answered }: CallState): string | null => (answered ? null : 'there is no audio');

export const FAULTS: readonly MatrixFault[] = [
  { name: 'socket closed', call: 'kept', strike: once({ fault: 'close' }) },
  {
    name: 'socket silent',
    call: 'kept',
    strike: async (stage, page) => {
      const since = Date.now();
      stage.gateway.fault({ fault: 'black-hole', user: page.user, connections: 'allow' });
      await stage.truly('a new socket', () => stage.connects(page.user, since).at(0), 60_000);
      stage.gateway.fault({ fault: 'restore', user: page.user });
    },
  },
  { name: 'server refuses', call: 'kept', strike: lasting({ fault: 'close' }, 6_000) },
  {
    name: 'token expired while away',
    call: 'kept',
    strike: once({ fault: 'expire-tokens' }, { fault: 'close' }),
  },
  {
    name: 'login refused once',
    call: 'kept',
    strike: once({ fault: 'login-error', code: -32001, times: 1 }, { fault: 'close' }),
  },
  { name: 'session forgotten', call: 'ended', strike: once({ fault: 'forget-session' }) },
  {
    name: 'audio to the page stopped',
    call: 'kept',
    without: needsAudio,
    strike: lasting({ fault: 'stop-media', direction: 'out' }, 6_000),
  },
  {
    name: 'audio from the page stopped',
    call: 'kept',
    without: needsAudio,
    strike: lasting({ fault: 'stop-media', direction: 'in' }, 6_000),
  },
  {
    name: 'audio stopped both ways',
    call: 'kept',
    without: needsAudio,
    strike: lasting({ fault: 'stop-media', direction: 'both' }, 6_000),
  },
  {
    name: 'path of the audio dead for 12 s',
    call: 'kept',
    without: needsAudio,
    strike: lasting({ fault: 'stop-media', direction: 'path' }, 12_000),
  },
  {
    name: 'path of the audio dead for good',
    call: 'ended',
    without: needsAudio,
    strike: async (stage, page) => {
      stage.gateway.fault({ fault: 'stop-media', user: page.user, direction: 'path' });
      await page.until(
        'no call is live',
        async () => (await page.snapshot()).calls.every(({ state }) => state === 'destroyed'),
        60_000,
      );
      stage.gateway.fault({ fault: 'restore', user: page.user });
    },
  },
  {
    name: 'garbage',
    call: 'kept',
    strike: once({ fault: 'garbage', count: 3 }),
  },
  {
    name: 'browser offline',
    call: 'kept',
    strike: async (stage, page) => {
      await stage.goOffline(page);
      await pause(6_000);
      await stage.goOnline(page);
    },
  },
  {
    name: 'page frozen',
    call: 'kept',
    without: () => (BROWSER === 'firefox' ? 'Firefox does not freeze pages' : null),
    strike: async (_stage, page) => {
      const session = await page.page.createCDPSession();
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      await pause(6_000);
      await session.send('Page.setWebLifecycleState', { state: 'active' });
    },
  },
];
