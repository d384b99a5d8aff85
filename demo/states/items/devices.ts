import type { Group, Item } from '../item.ts';
import type { Scene } from '../scene.ts';

const CONNECTED = { 'connection-state': 'connected' } as const;
const TALKING = {
  ...CONNECTED,
  'call-state': 'active',
  'call-direction': 'inbound',
  'remote-media': 'flowing',
} as const;

/** Someone has chosen the headset to speak with. */
async function wear(scene: Scene): Promise<void> {
  const { devices } = scene.client;
  devices.watch();
  await scene.until(() => (devices.snapshot?.microphone.available.length ?? 0) > 0);
  await devices.set('microphone', 'headset');
}

async function pullOut(scene: Scene): Promise<void> {
  scene.media.plug(false);
  await scene.until(() => scene.client.devices.snapshot?.change?.what === 'lost');
}

const alone: Item = {
  id: 'devices',
  title: 'By itself, before a call',
  attributes: CONNECTED,
  says: ['Microphone', 'Speaker', 'Test microphone'],
  element: 'telnyx-device-select',
  async play(scene) {
    await scene.connect();
    await wear(scene);
  },
};

export const devices: Group = {
  id: 'devices',
  title: 'Devices',
  items: [
    alone,
    {
      ...alone,
      id: 'devices-unnamed',
      title: 'Before the microphone is allowed',
      says: ['System default', 'is listed here'],
      async play(scene) {
        scene.media.hide();
        await scene.connect();
      },
    },
    {
      ...alone,
      id: 'devices-narrow',
      title: 'Where there is little room',
      width: 'narrow',
    },
    {
      ...alone,
      id: 'devices-missing',
      title: 'The chosen one is not there',
      says: ['Jabra Evolve2 65 Mono is gone', 'Until it is there again'],
      async play(scene) {
        await scene.connect();
        await wear(scene);
        await pullOut(scene);
      },
    },
    {
      id: 'devices-phone',
      title: 'In the phone',
      attributes: CONNECTED,
      says: ['Microphone', 'Test microphone'],
      async play(scene) {
        await scene.connect();
        await wear(scene);
        await scene.press('Audio devices');
      },
    },
    {
      id: 'devices-call',
      title: 'In a call',
      attributes: TALKING,
      says: ['What they hear of you in the call', 'Hang up'],
      async play(scene) {
        await scene.talk();
        await wear(scene);
        await scene.press('Audio devices');
      },
    },
    {
      id: 'devices-lost',
      title: 'The headset is pulled out in a call',
      attributes: TALKING,
      says: ['Jabra Evolve2 65 Mono is gone', 'goes on with another device'],
      async play(scene) {
        await scene.talk();
        await wear(scene);
        await pullOut(scene);
      },
    },
    {
      id: 'devices-back',
      title: 'And put in again',
      attributes: TALKING,
      says: ['Jabra Evolve2 65 Mono is there again'],
      async play(scene) {
        await scene.talk();
        await wear(scene);
        await pullOut(scene);
        scene.media.plug(true);
      },
    },
  ],
};
