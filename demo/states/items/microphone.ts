import type { ErrorCode } from '../../../src/contract/errors.ts';
import type { Group, Item } from '../item.ts';
import { every } from '../scene.ts';

const CONNECTED = { 'connection-state': 'connected' } as const;
/** Before anybody's patience ends. */
const AGAIN = 15_000;

/** An incoming call that cannot be answered; it calls again before it is rejected. */
const answering = (cause: ErrorCode, title: string, says: string): Item => ({
  id: `without-${cause}`,
  title,
  attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'inbound' },
  says: [says, 'The call is rejected in', 'Reject'],
  passing: true,
  async play(scene) {
    await scene.connect();
    scene.session.microphone = cause;
    const answer = (): void =>
      void scene
        .incoming()
        .answer()
        .catch(() => undefined);
    answer();
    every(AGAIN, () => {
      scene.client.rejectMedia();
      answer();
    });
  },
});

export const microphone: Group = {
  id: 'microphone',
  title: 'No microphone',
  items: [
    answering('mic-denied', 'Blocked by the user', 'The microphone is blocked'),
    answering('mic-dismissed', 'Asked for, and no answer', 'The microphone is not allowed yet'),
    answering('mic-missing', 'Not there', 'No microphone found'),
    answering('mic-busy', 'In use elsewhere', 'The microphone is in use'),
    answering('insecure-context', 'Insecure page', 'This page is not secure'),
    answering('permissions-policy', 'Not for this frame', 'This frame may not use the microphone'),
    {
      id: 'microphone-dialling',
      title: 'Not there when dialling',
      note: 'Nobody rings yet, so there is a minute.',
      attributes: { ...CONNECTED, 'call-state': 'new', 'call-direction': 'outbound' },
      says: ['No microphone found', 'The call ends in', 'End call'],
      async play(scene) {
        await scene.connect();
        scene.session.microphone = 'mic-missing';
        await scene.dial();
      },
    },
    {
      id: 'microphone-retrying',
      title: 'Tried again',
      note: 'The browser may be asking.',
      attributes: { ...CONNECTED, 'call-state': 'new', 'call-direction': 'outbound' },
      says: ['The microphone is blocked', 'Try again'],
      async play(scene) {
        await scene.connect();
        scene.session.microphone = 'mic-denied';
        await scene.dial();
        scene.session.asking = true;
        scene.client.resumeMedia();
      },
    },
    {
      id: 'microphone-reattached',
      title: 'A call brought back without it',
      attributes: {
        ...CONNECTED,
        'call-state': 'reconnecting',
        'call-direction': 'inbound',
        'remote-media': 'flowing',
      },
      says: ['The microphone is in use', 'The call ends in'],
      passing: true,
      async play(scene) {
        const call = await scene.talk();
        const again = (object: number): void => {
          scene.session.appear(call.id, { object, attach: true });
          scene.session.tell({ type: 'microphone-refused', callId: call.id, code: 'mic-busy' });
        };
        let object = 2;
        again(object);
        every(AGAIN, () => again(++object));
      },
    },
    {
      id: 'microphone-lost',
      title: 'Ended in mid-call',
      note: 'Unplugged, or not permitted any more. The call goes on.',
      attributes: { ...CONNECTED, 'call-state': 'active', 'call-direction': 'inbound', 'remote-media': 'flowing' },
      says: ['They cannot hear you', 'Your microphone has stopped', 'Try again', 'End call'],
      async play(scene) {
        const { id } = await scene.talk();
        scene.session.measure(id, { inboundPackets: 50, microphoneLost: true });
      },
    },
    {
      id: 'microphone-ahead',
      title: 'Blocked, ahead of the next call',
      attributes: CONNECTED,
      says: ['The microphone is blocked', 'Dismiss'],
      async play(scene) {
        await scene.connect();
        scene.session.microphone = 'mic-denied';
        scene.session.look();
      },
    },
  ],
};
