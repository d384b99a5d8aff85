import type { CallHistory, HistoryEntry } from '../../../src/contract/history.ts';
import type { PhoneClient } from '../../../src/contract/client.ts';
import type { Group, Item } from '../item.ts';
import { NUMBER, type Scene } from '../scene.ts';

const CONNECTED = { 'connection-state': 'connected' } as const;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** The same that has defined the elements. */
const BUNDLE = '/dist/cdn/telnyx-elements.js';

type Said = Partial<HistoryEntry> & { readonly ago: number; readonly lasted?: number };

/** At two in the afternoon, and so many milliseconds before. */
function entry({ ago, lasted, ...about }: Said, index: number): HistoryEntry {
  const startedAt = new Date().setHours(14, 0, 0, 0) - ago;
  return {
    id: `past-${index}`,
    telnyxSessionId: null,
    direction: 'inbound',
    outcome: lasted === undefined ? 'missed' : 'answered',
    remoteNumber: NUMBER,
    remoteName: '',
    startedAt,
    answeredAt: lasted === undefined ? null : startedAt,
    endedAt: startedAt + (lasted ?? 20_000),
    ...about,
  };
}

const PAST: readonly Said[] = [
  { ago: 4 * MINUTE, remoteName: 'Grace Hopper', remoteNumber: '+442079460958' },
  { ago: 40 * MINUTE, direction: 'outbound', lasted: 12 * MINUTE + 5000 },
  { ago: 95 * MINUTE, direction: 'outbound', outcome: 'busy', remoteNumber: '9196' },
  { ago: 3 * 60 * MINUTE, remoteNumber: '' },
  { ago: DAY, remoteName: 'Ada Lovelace', lasted: 65_000 },
  { ago: DAY + MINUTE, outcome: 'rejected', remoteNumber: '+4930901820' },
  { ago: DAY + 9 * MINUTE, direction: 'outbound', outcome: 'failed', remoteNumber: 'sip:nobody@example.com' },
  {
    ago: 3 * DAY,
    direction: 'outbound',
    outcome: 'no-answer',
    remoteName: 'Wolfeschlegelsteinhausenbergerdorff und Partner Rechtsanwaltsgesellschaft mbH',
  },
  { ago: 12 * DAY, direction: 'outbound', outcome: 'cancelled' },
];

async function past(scene: Scene, said: readonly Said[] = PAST): Promise<void> {
  const { getHistory } = (await import(BUNDLE)) as { getHistory: (client: PhoneClient) => Promise<CallHistory> };
  (await getHistory(scene.client)).add(said.map(entry));
  await scene.connect();
}

const recent: Item = {
  id: 'recent',
  title: 'Recent calls',
  attributes: CONNECTED,
  says: ['Yesterday', 'Missed call from Grace Hopper, today', 'Call Grace Hopper', 'Outgoing', '12:05', 'Clear all'],
  async play(scene) {
    await past(scene);
    await scene.press('Recent calls, 2 missed');
  },
};

const typed = (id: string, title: string, number: string, says: string, configuration = {}): Item => ({
  id,
  title,
  attributes: CONNECTED,
  says: [says],
  configuration,
  async play(scene) {
    await scene.connect();
    await scene.type(number);
  },
});

export const numbers: Group = {
  id: 'numbers',
  title: 'Numbers and recent calls',
  items: [
    typed('typed-national', 'A number of this country', '2025550143', 'United States · +1 202 555 0143', {
      defaultCountry: 'US',
    }),
    typed('typed-doubtful', 'A number that may be none', '+120255501434', 'Longer than a number can be'),
    typed('typed-keys', 'A number with an extension', '+1 202 555 0143 x12', 'United States · then 12'),
    {
      id: 'ringing-keys',
      title: 'Keys that are pressed after the answer',
      attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'outbound' },
      says: ['Ringing…', 'Then presses 12', 'Cancel'],
      async play(scene) {
        await scene.connect();
        await scene.callFromPhone(`${NUMBER},,12`);
        const { id } = await scene.dialled();
        scene.session.progress(id, 'accepted');
        scene.session.progress(id, 'ringing');
      },
    },
    {
      id: 'missed',
      title: 'Calls that nobody has looked at',
      attributes: CONNECTED,
      says: ['Recent calls, 2 missed'],
      play: (scene) => past(scene),
    },
    recent,
    {
      id: 'recent-clearing',
      title: 'Recent calls, being cleared',
      attributes: CONNECTED,
      says: ['Clear all recent calls?', 'Keep'],
      async play(scene) {
        await recent.play(scene);
        await scene.press('Clear all');
      },
    },
    {
      id: 'recent-none',
      title: 'No recent calls',
      attributes: CONNECTED,
      says: ['No calls yet', 'No calls'],
      async play(scene) {
        await scene.connect();
        await scene.press('Recent calls');
      },
    },
    { ...recent, id: 'recent-narrow', title: 'Recent calls, narrow', width: 'narrow' },
  ],
};
