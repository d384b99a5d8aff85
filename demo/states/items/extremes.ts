import type { Group, Item } from '../item.ts';
import { calls } from './calls.ts';
import { connection } from './connection.ts';
import { endings } from './endings.ts';
import { problems } from './problems.ts';
import { recovery } from './recovery.ts';

const LONG_NAME = 'Dr. Maximiliane Freifrau von Hohenlohe-Langenburg-Schillingsfürst, Customer Happiness';
const LONG_ADDRESS = 'sip:maximiliane.von.hohenlohe-langenburg@voice.europe-west.example-company.com';
const RINGING = { 'connection-state': 'connected', 'call-state': 'ringing', 'call-direction': 'inbound' } as const;
const IN_CALL = { ...RINGING, 'call-state': 'active', 'remote-media': 'flowing' } as const;

const long: readonly Item[] = [
  {
    id: 'long-number',
    title: 'A long number typed',
    attributes: { 'connection-state': 'connected' },
    async play(scene) {
      await scene.connect();
      await scene.type('+49 89 1234567890123 4567');
    },
  },
  {
    id: 'long-incoming',
    title: 'A long name and address call',
    attributes: RINGING,
    says: [LONG_NAME, LONG_ADDRESS],
    async play(scene) {
      await scene.connect();
      scene.incoming(LONG_NAME, LONG_ADDRESS);
    },
  },
  {
    id: 'long-active',
    title: 'A long name and address in a call',
    attributes: IN_CALL,
    says: [LONG_NAME, LONG_ADDRESS],
    async play(scene) {
      await scene.talk(LONG_NAME, LONG_ADDRESS);
    },
  },
  {
    id: 'long-keypad',
    title: 'Many keys pressed',
    attributes: IN_CALL,
    says: ['Hide keypad'],
    async play(scene) {
      await scene.talk(LONG_NAME, LONG_ADDRESS);
      await scene.press('Keypad');
      for (const key of '12345678901234567890123456789012') await scene.press(key);
    },
  },
];

const groups: readonly Group[] = [connection, calls, recovery, endings, problems];
const known = [...groups.flatMap(({ items }) => items), ...long];

const at = (width: 'narrow' | 'wide', ...ids: readonly string[]): Item[] =>
  ids.map((id) => {
    const item = known.find((each) => each.id === id);
    if (item === undefined) throw new Error(`There is no item ${id}`);
    return { ...item, id: `${id}-${width}`, title: `${item.title}, ${width === 'narrow' ? '240 px' : 'wide'}`, width };
  });

export const extremes: Group = {
  id: 'extremes',
  title: 'Long, narrow, wide',
  items: [
    ...long,
    ...at('narrow', 'typed', 'waiting', 'talk-waiting', 'active-for-hours', 'held-muted', 'keypad'),
    ...at('narrow', 'long-incoming', 'long-active', 'stalled', 'call-lost', 'missed', 'mic-denied', 'refused'),
    ...at('wide', 'waiting', 'talk-waiting', 'call-lost', 'refused', 'active-for-hours', 'mic-denied'),
  ],
};
