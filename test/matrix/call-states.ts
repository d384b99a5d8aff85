/** The states of calls that every fault strikes. */
import type { PhonePage } from '../support/harness/phone-page.ts';
import type { Stage } from '../support/harness/stage.ts';

export interface CallState {
  readonly name: string;
  /** How many calls there are, and whether the user talks in one of them. */
  readonly calls: number;
  readonly answered: boolean;
  /** Whether no voice may leave the page. */
  readonly silent?: boolean;
  /** Brings a connected page without a call into this state. */
  arrange(stage: Stage, page: PhonePage): Promise<void>;
}

/** A call to the tone, with audio both ways. */
async function talk(stage: Stage, page: PhonePage): Promise<void> {
  await page.dial('9664');
  await page.callState('active');
  await stage.truly('audio flows both ways', () => {
    const { in: inbound, out: outbound } = stage.leg(page.user);
    return inbound.packets > 10 && outbound.packets > 10;
  });
}

async function talkAnd(stage: Stage, page: PhonePage, ...commands: string[]): Promise<void> {
  await talk(stage, page);
  for (const command of commands) await page.must(command);
}

export const CALL_STATES: readonly CallState[] = [
  { name: 'none', calls: 0, answered: false, arrange: () => Promise.resolve() },
  {
    name: 'new',
    calls: 1,
    answered: false,
    // Not awaited: the fault strikes while the call is being made.
    arrange: async (_stage, page) => {
      void page.client('dial', '9003').catch(() => undefined);
      await page.callState('new');
    },
  },
  {
    name: 'ringing in',
    calls: 1,
    answered: false,
    arrange: async (stage, page) => {
      stage.gateway.call(page.user, { number: '+15550001111', name: 'Ada Byron' });
      await page.callState('ringing');
    },
  },
  {
    name: 'ringing out',
    calls: 1,
    answered: false,
    arrange: async (_stage, page) => {
      await page.dial('9003');
      await page.callState('ringing');
    },
  },
  { name: 'active', calls: 1, answered: true, arrange: (stage, page) => talk(stage, page) },
  { name: 'held', calls: 1, answered: true, silent: true, arrange: (stage, page) => talkAnd(stage, page, 'hold') },
  { name: 'muted', calls: 1, answered: true, silent: true, arrange: (stage, page) => talkAnd(stage, page, 'mute') },
  {
    name: 'held and muted',
    calls: 1,
    answered: true,
    silent: true,
    arrange: (stage, page) => talkAnd(stage, page, 'mute', 'hold'),
  },
  {
    name: 'reconnecting',
    calls: 1,
    answered: true,
    arrange: async (stage, page) => {
      await talk(stage, page);
      const path = { fault: 'stop-media', user: page.user, direction: 'path' };
      stage.gateway.fault(path);
      await page.callState('reconnecting', 15_000);
      stage.gateway.fault({ fault: 'restore', user: page.user });
      stage.gateway.fault({ ...path, forMs: 2_000 });
    },
  },
  {
    name: 'active and held',
    calls: 2,
    answered: true,
    arrange: async (stage, page) => {
      await talkAnd(stage, page, 'hold');
      await talk(stage, page);
    },
  },
];
