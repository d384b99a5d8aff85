import type { Group, Item } from '../item.ts';
import { NUMBER } from '../scene.ts';

const element = 'telnyx-dialpad';
const CONNECTED = { 'connection-state': 'connected' } as const;
const TALKING = {
  ...CONNECTED,
  'call-state': 'active',
  'call-direction': 'inbound',
  'remote-media': 'flowing',
} as const;

const typed: Item = {
  id: 'dialpad',
  title: 'A number typed',
  attributes: CONNECTED,
  says: ['Call', 'Delete last digit'],
  element,
  async play(scene) {
    await scene.connect();
    await scene.type(NUMBER);
  },
};

const digits: Item = {
  id: 'dialpad-digits',
  title: 'In a call',
  attributes: TALKING,
  says: ['123#', 'Hang up'],
  element,
  async play(scene) {
    await scene.talk();
    for (const key of ['1', '2', '3', 'Pound']) await scene.press(key);
  },
};

export const dialpad: Group = {
  id: element,
  title: 'Dial pad',
  items: [
    typed,
    {
      id: 'dialpad-ringing',
      title: 'Calling',
      attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'outbound' },
      says: ['Hang up'],
      element,
      async play(scene) {
        await scene.connect();
        await scene.ring();
      },
    },
    digits,
    {
      id: 'dialpad-keys',
      title: 'Keys only',
      attributes: CONNECTED,
      element,
      async play(scene) {
        scene.part?.setAttribute('keys-only', '');
        await scene.connect();
      },
    },
    { ...typed, id: 'dialpad-narrow', title: 'A number typed, 240 px', width: 'narrow' },
    { ...digits, id: 'dialpad-digits-narrow', title: 'In a call, 240 px', width: 'narrow' },
  ],
};
