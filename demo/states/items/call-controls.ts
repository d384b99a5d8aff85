import type { Group, Item } from '../item.ts';
import { every, type Scene } from '../scene.ts';

const element = 'telnyx-call-controls';
const TALKING = {
  'connection-state': 'connected',
  'call-state': 'active',
  'call-direction': 'inbound',
  'remote-media': 'flowing',
} as const;
/** A transfer that is not confirmed is given up after ten seconds; this one is asked for anew before. */
const PATIENCE = 8000;

/** In a call, on a page that can transfer calls. */
async function talk(scene: Scene): ReturnType<Scene['talk']> {
  scene.client.transferHandler = () => new Promise(() => undefined);
  return scene.talk();
}

const talking: Item = {
  id: 'controls',
  title: 'In a call',
  attributes: TALKING,
  says: ['Mute', 'Keypad', 'Hold', 'Hang up'],
  element,
  async play(scene) {
    await scene.talk();
  },
};

const transferable: Item = {
  ...talking,
  id: 'controls-transferable',
  title: 'On a page that can transfer',
  says: ['Mute', 'Keypad', 'Hold', 'Transfer', 'Hang up'],
  async play(scene) {
    await talk(scene);
  },
};

const asking: Item = {
  ...talking,
  id: 'controls-transfer',
  title: 'Where the call is to go',
  says: ['Transfer to', 'Cancel', 'Hang up'],
  async play(scene) {
    await talk(scene);
    await scene.press('Transfer');
    await scene.type('+15557654321');
  },
};

export const callControls: Group = {
  id: element,
  title: 'Call controls',
  items: [
    {
      ...talking,
      id: 'controls-ringing',
      title: 'Before the answer',
      attributes: { 'connection-state': 'connected', 'call-state': 'ringing', 'call-direction': 'outbound' },
      says: ['Hang up'],
      async play(scene) {
        await scene.connect();
        await scene.ring();
      },
    },
    talking,
    transferable,
    {
      ...talking,
      id: 'controls-held',
      title: 'Held and muted',
      attributes: {
        'connection-state': 'connected',
        'call-state': 'held',
        'call-direction': 'inbound',
        'mic-muted': '',
      },
      says: ['Unmute', 'Resume'],
      async play(scene) {
        const call = await talk(scene);
        await call.mute();
        await scene.hold(call);
      },
    },
    {
      ...talking,
      id: 'controls-keypad',
      title: 'Keypad open',
      says: ['12#', 'Hide keypad', 'Hang up'],
      async play(scene) {
        await scene.talk();
        await scene.press('Keypad');
        for (const key of ['1', '2', 'Pound']) await scene.press(key);
      },
    },
    asking,
    {
      ...asking,
      id: 'controls-transferring',
      title: 'Transferred, not confirmed yet',
      async play(scene) {
        const call = await talk(scene);
        await scene.press('Transfer');
        await scene.type('+15557654321');
        const transfer = (): void => void call.transfer('+15557654321').catch(() => undefined);
        transfer();
        every(PATIENCE, transfer);
      },
    },
    {
      ...talking,
      id: 'controls-failed',
      title: 'Not confirmed',
      says: ['did not confirm in time', 'Hang up'],
      async play(scene) {
        await talk(scene);
        await scene.press('Hold');
        scene.session.tell({ type: 'hold-failed', callId: 'incoming-1', object: 1 });
      },
    },
    { ...transferable, id: 'controls-narrow', title: 'On a page that can transfer, 240 px', width: 'narrow' },
    { ...asking, id: 'controls-transfer-narrow', title: 'Where the call is to go, 240 px', width: 'narrow' },
    { ...transferable, id: 'controls-wide', title: 'On a page that can transfer, wide', width: 'wide' },
  ],
};
