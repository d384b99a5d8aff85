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
  /** Whether an answered call outlives it. One without audio can be lost where one with audio is kept. */
  readonly call: 'kept' | 'kept with audio' | 'one kept' | 'ended';
  /** By how long it keeps the truth from the phone, milliseconds. */
  readonly delay?: number;
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

/** From one kind of network to another, as far as the browser tells pages: Firefox does not. */
async function changeNetwork({ page }: PhonePage): Promise<void> {
  if (BROWSER === 'firefox') return;
  const session = await page.createCDPSession();
  for (const connectionType of ['wifi', 'cellular4g'] as const) {
    const open = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await session.send('Network.emulateNetworkConditions', { ...open, connectionType });
  }
}

/** A server that says nothing of a call may still bring it back, for so long: there is nothing to detect before. */
const UNMENTIONED = 9_000;

const needsTwo = ({ calls }: CallState): string | null => (calls < 2 ? 'it takes two calls' : null);
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
    name: 'server slow',
    call: 'kept',
    delay: 4_000,
    strike: lasting({ fault: 'slow', ms: 2_000 }, 8_000),
  },
  {
    name: 'server slow to take the phone back',
    call: 'kept',
    delay: 6_000,
    strike: async (stage, page) => {
      stage.gateway.fault({ fault: 'slow', ms: 2_000, user: page.user, forMs: 8_000 });
      stage.gateway.fault({ fault: 'close', user: page.user });
      await pause(8_000);
    },
  },
  ...[-32_000, -32_001, -32_002].map((code): MatrixFault => ({
    name: `login refused once with ${code}`,
    call: 'kept',
    strike: once({ fault: 'login-error', code, times: 1 }, { fault: 'close' }),
  })),
  {
    name: 'login refused for good',
    call: 'kept with audio',
    waits: 'auth',
    strike: once({ fault: 'login-error', code: -32_001, times: 1_000 }, { fault: 'close' }),
  },
  {
    name: 'refused until the phone gives up',
    open: { attributes: { 'max-reconnect-attempts': '2' } },
    call: 'ended',
    waits: 'exhausted',
    without: ({ answered }) => (answered ? 'a call with audio is never given up' : null),
    strike: once({ fault: 'refuse' }, { fault: 'close' }),
  },
  { name: 'session forgotten', call: 'ended', strike: once({ fault: 'forget-session' }) },
  { name: 'gateway restarted', call: 'ended', strike: lasting({ fault: 'restart' }, 4_000) },
  {
    name: 'return without a word of the calls, which are lost',
    call: 'ended',
    delay: UNMENTIONED,
    strike: once({ fault: 'reattach', list: 'missing', calls: 'lost' }, { fault: 'close' }),
  },
  {
    name: 'return without a word of the calls, which are brought back',
    call: 'kept',
    strike: once({ fault: 'reattach', list: 'missing', calls: 'kept' }, { fault: 'close' }),
  },
  {
    name: 'return with a list that names no call',
    call: 'ended',
    strike: once({ fault: 'reattach', list: 'empty', calls: 'lost' }, { fault: 'close' }),
  },
  {
    name: 'return with a list that names one of two calls',
    call: 'one kept',
    without: needsTwo,
    strike: once({ fault: 'reattach', list: 'partial', calls: 'lost' }, { fault: 'close' }),
  },
  {
    name: 'return with a list that names one of two calls, which are both brought back',
    call: 'kept',
    without: needsTwo,
    strike: once({ fault: 'reattach', list: 'partial', calls: 'kept' }, { fault: 'close' }),
  },
  { name: 'punt', call: 'kept', strike: once({ fault: 'punt' }) },
  { name: 'punt that forgets', call: 'ended', strike: once({ fault: 'punt', sessions: 'forgotten' }) },
  {
    name: 'punt of a call',
    call: 'kept',
    without: ({ calls }) => (calls === 0 ? 'there is no call' : null),
    strike: once({ fault: 'punt', call: 'newest' }),
  },
  ...['FAILED', 'FAIL_WAIT', 'TIMEOUT', 'UNREGED', 'EXPIRED'].flatMap((state): MatrixFault[] => [
    { name: `gateway ${state}`, call: 'kept', strike: once({ fault: 'gateway-state', state }) },
  ]),
  ...['FAILED', 'UNREGED'].map((state): MatrixFault => ({
    name: `gateway ${state} at the return`,
    call: 'kept',
    strike: once({ fault: 'registration', state, times: 2 }, { fault: 'close' }),
  })),
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
    strike: lasting({ fault: 'stop-media', direction: 'in' }, 10_000),
  },
  {
    name: 'audio stopped both ways',
    call: 'kept',
    without: needsAudio,
    strike: lasting({ fault: 'stop-media', direction: 'both' }, 12_000),
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
    name: 'path of the audio dead until ICE restarts',
    call: 'kept',
    without: needsAudio,
    strike: async (stage, page) => {
      const packets = (): number => stage.leg(page.user).in.packets;
      stage.gateway.fault({ fault: 'stop-media', direction: 'path', until: 'restart', user: page.user });
      const before = packets();
      await stage.truly('packets come again', () => packets() > before + 25, 20_000);
    },
  },
  {
    name: 'network changed',
    call: 'kept',
    strike: async (stage, page) => {
      stage.gateway.fault({ fault: 'stop-media', direction: 'path', until: 'restart', user: page.user });
      stage.gateway.fault({ fault: 'black-hole', connections: 'allow', user: page.user });
      const since = Date.now();
      await changeNetwork(page);
      await stage.truly('a new socket', () => stage.connects(page.user, since).at(0), 60_000);
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
    name: 'page hidden while the server is away',
    call: 'kept',
    strike: async (stage, page) => {
      const shown = (state: string): Promise<unknown> =>
        page.until(`the page is ${state}`, () => page.page.evaluate(`document.visibilityState === '${state}'`));
      await page.page.evaluate(`void (globalThis.front = globalThis.open('about:blank'))`);
      await shown('hidden');
      stage.gateway.fault({ fault: 'close', user: page.user, forMs: 4_000 });
      await pause(5_000);
      await page.page.evaluate('void globalThis.front.close()');
      await shown('visible');
    },
  },
  {
    name: 'page frozen',
    call: 'kept',
    // What is frozen shows what was.
    delay: 6_000,
    without: () => (BROWSER === 'firefox' ? 'Firefox does not freeze pages' : null),
    strike: async (_stage, page) => {
      const session = await page.page.createCDPSession();
      await session.send('Page.setWebLifecycleState', { state: 'frozen' });
      await pause(6_000);
      await session.send('Page.setWebLifecycleState', { state: 'active' });
    },
  },
];
