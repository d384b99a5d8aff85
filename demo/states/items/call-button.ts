import type { Group, Item } from '../item.ts';
import { NUMBER, type Scene } from '../scene.ts';

const element = 'telnyx-call-button';
const IDLE = { 'connection-state': 'idle' } as const;
const OUTBOUND = { 'connection-state': 'connected', 'call-direction': 'outbound' } as const;

/** A button to call the shop; pressed, if it is asked to be. */
async function button(scene: Scene, label = 'Call the shop'): Promise<void> {
  scene.part?.setAttribute('destination', NUMBER);
  scene.part?.append(label);
  await scene.part?.updateComplete;
}

/** Its call, ringing at the other side. */
async function ring(scene: Scene): Promise<string> {
  await button(scene);
  await scene.connect();
  scene.part?.renderRoot.querySelector('button')?.click();
  const { id } = await scene.dialled();
  scene.session.progress(id, 'accepted');
  scene.session.progress(id, 'ringing');
  return id;
}

async function talk(scene: Scene): Promise<string> {
  const id = await ring(scene);
  scene.session.progress(id, 'answered');
  scene.hear(id);
  return id;
}

const item = (about: Omit<Item, 'element'>): Item => ({ ...about, element });

export const callButton: Group = {
  id: element,
  title: 'Call button',
  items: [
    item({
      id: 'button',
      title: 'To be pressed',
      note: 'Nothing is connected yet.',
      attributes: IDLE,
      play: (scene) => button(scene),
    }),
    item({
      id: 'button-nowhere',
      title: 'Without a destination',
      attributes: IDLE,
      says: ['Call'],
      play: () => undefined,
    }),
    item({
      id: 'button-connecting',
      title: 'Pressed, connecting',
      attributes: { 'connection-state': 'connecting' },
      says: ['Connecting…', 'Hang up'],
      passing: true,
      configuration: { connectMode: 'lazy' },
      async play(scene) {
        scene.sdk.loading = new Promise(() => undefined);
        await button(scene);
        scene.part?.renderRoot.querySelector('button')?.click();
      },
    }),
    item({
      id: 'button-ringing',
      title: 'Ringing',
      attributes: { ...OUTBOUND, 'call-state': 'ringing' },
      says: ['Ringing…', 'Hang up'],
      async play(scene) {
        await ring(scene);
      },
    }),
    item({
      id: 'button-talking',
      title: 'In a call',
      attributes: { ...OUTBOUND, 'call-state': 'active', 'remote-media': 'flowing' },
      says: ['In call', 'Hang up'],
      async play(scene) {
        await talk(scene);
      },
    }),
    item({
      id: 'button-silent',
      title: 'No sound from the other side, 240 px',
      attributes: { ...OUTBOUND, 'call-state': 'active', 'remote-media': 'stalled' },
      says: ['No sound from the other side', 'Hang up'],
      width: 'narrow',
      async play(scene) {
        const id = await talk(scene);
        scene.session.flow(id, 0);
      },
    }),
    item({
      id: 'button-busy',
      title: 'Busy',
      attributes: { ...OUTBOUND, 'call-state': 'destroyed', 'call-cause': 'rejected' },
      says: ['Busy', 'Call again'],
      async play(scene) {
        const id = await ring(scene);
        scene.session.bye(id, { cause: 'USER_BUSY', causeCode: 17, sipCode: 486 });
      },
    }),
    item({
      id: 'button-offline',
      title: 'Offline',
      attributes: { 'connection-state': 'reconnecting', 'connection-reason': 'offline' },
      says: ['Offline'],
      async play(scene) {
        await button(scene);
        await scene.connect();
        scene.goOffline();
        scene.session.lose();
      },
    }),
    item({
      id: 'button-no-microphone',
      title: 'Without a microphone',
      attributes: { ...OUTBOUND, 'call-state': 'new' },
      says: ['Calling…', 'No microphone found', 'End call'],
      async play(scene) {
        await button(scene);
        await scene.connect();
        scene.session.microphone = 'mic-missing';
        scene.part?.renderRoot.querySelector('button')?.click();
      },
    }),
    item({
      id: 'button-problem',
      title: 'A number that is none',
      attributes: { 'connection-state': 'connected' },
      says: ['That is not a number', 'Dismiss'],
      async play(scene) {
        await scene.connect();
        await button(scene);
        scene.part?.setAttribute('destination', '??');
        await scene.part?.updateComplete;
        scene.part?.renderRoot.querySelector('button')?.click();
      },
    }),
    item({
      id: 'button-long',
      title: 'A long label, 240 px',
      attributes: IDLE,
      width: 'narrow',
      play: (scene) => button(scene, 'Talk to somebody in the shop about your order, free of charge'),
    }),
  ],
};
