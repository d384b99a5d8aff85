import type { TelnyxIncomingCall } from '../../../src/elements/incoming-call/incoming-call.ts';
import type { Group, Item } from '../item.ts';
import { every, WRITTEN, type Scene } from '../scene.ts';

const element = 'telnyx-incoming-call';
const RINGING = { 'connection-state': 'connected', 'call-state': 'ringing', 'call-direction': 'inbound' } as const;
/** Before anybody's patience ends. */
const AGAIN = 15_000;

const rings: Item = {
  id: 'incoming-call',
  title: 'Somebody calls',
  attributes: RINGING,
  says: ['Ada Lovelace', 'Incoming call', 'Answer', 'Reject'],
  element,
  async play(scene) {
    await scene.connect();
    scene.incoming();
  },
};

/** What can be allowed is not to depend on where one looks at this. */
const notifications = {
  permission: 'default' as NotificationPermission,
  requestPermission: () => Promise.resolve((notifications.permission = 'denied')),
};

async function offerNotifications(scene: Scene): Promise<void> {
  Object.assign(globalThis, { Notification: notifications });
  for (const each of [scene.phone, scene.part as TelnyxIncomingCall | null]) if (each) each.notify = true;
  await scene.connect();
}

const offer: Item = {
  id: 'notify',
  title: 'The user can be told of calls by the system',
  attributes: { 'connection-state': 'connected' },
  says: ['Notify me of calls'],
  play: offerNotifications,
};

export const incomingCall: Group = {
  id: element,
  title: 'Incoming call',
  items: [
    rings,
    {
      ...rings,
      id: 'incoming-call-number',
      title: 'Number only',
      says: [WRITTEN, 'Answer'],
      async play(scene) {
        await scene.connect();
        scene.incoming('');
      },
    },
    {
      ...rings,
      id: 'incoming-call-answering',
      title: 'Answered, not confirmed yet',
      says: ['Answering…', 'Reject'],
      async play(scene) {
        await scene.connect();
        scene.incoming();
        await scene.press('Answer');
      },
    },
    {
      ...rings,
      id: 'incoming-call-no-microphone',
      title: 'Answered, without a microphone',
      says: ['No microphone found', 'The call is rejected in'],
      passing: true,
      async play(scene) {
        await scene.connect();
        scene.session.microphone = 'mic-missing';
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
    },
    {
      ...rings,
      id: 'incoming-call-long',
      title: 'A long name, 240 px',
      says: ['Answer'],
      width: 'narrow',
      async play(scene) {
        await scene.connect();
        scene.incoming('Wolfeschlegelsteinhausenbergerdorff, Department of Analytical Engines');
      },
    },
    {
      ...rings,
      id: 'incoming-call-silenced',
      title: 'The browser keeps the sound back',
      says: ['Sound is off', 'hear it ring', 'Turn on sound', 'Answer', 'Reject'],
      async play(scene) {
        scene.silenced = true;
        await scene.connect();
        scene.incoming();
      },
    },
    {
      ...rings,
      id: 'incoming-call-waiting',
      title: 'Somebody calls in the middle of another call',
      attributes: { ...RINGING, 'call-state': 'active', 'remote-media': 'flowing' },
      says: ['Grace Hopper', 'Hold and answer', 'End and answer', 'Reject'],
      async play(scene) {
        await scene.talk();
        scene.incoming('Grace Hopper', '+15557654321');
      },
    },
    {
      ...rings,
      id: 'incoming-call-waiting-narrow',
      title: 'The same, 240 px',
      attributes: { ...RINGING, 'call-state': 'active', 'remote-media': 'flowing' },
      says: ['Grace Hopper', 'Hold and answer', 'End and answer', 'Reject'],
      width: 'narrow',
      async play(scene) {
        await scene.talk();
        scene.incoming('Grace Hopper', '+15557654321');
      },
    },
    offer,
    { ...offer, id: 'notify-narrow', title: 'The same, 240 px', width: 'narrow' },
    { ...offer, id: 'incoming-call-notify', title: 'The same, where nothing rings', element },
    { ...rings, id: 'incoming-call-wide', title: 'Somebody calls, wide', width: 'wide' },
  ],
};
