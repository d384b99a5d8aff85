import type { CallSession } from '../../../src/contract/client.ts';
import type { Group } from '../item.ts';
import { outage } from '../outage.ts';
import { every, pause, turn, type Scene } from '../scene.ts';

const CALL = { 'call-direction': 'inbound' } as const;
const LOST = { 'connection-state': 'reconnecting', 'connection-reason': 'signaling' } as const;
const TALKING = { ...CALL, 'call-state': 'active', 'remote-media': 'flowing' } as const;
const RECOVERING = { ...CALL, 'call-state': 'reconnecting' } as const;

/** A peer that is not connected ends its call after thirty seconds; this one is back for no time before. */
const PATIENCE = 20_000;

/** A call that one has listened to for a moment: only what was heard can be missed. */
async function heard(scene: Scene): Promise<CallSession> {
  const call = await scene.talk();
  await pause(1200);
  return call;
}

function loseMedia(scene: Scene, callId: string): void {
  scene.session.flow(callId, 0);
  scene.session.tell({ type: 'peer-changed', callId, object: 1, peer: 'failed' });
  scene.session.measure(callId, { peer: 'failed', inboundPackets: 100 });
}

export const recovery: Group = {
  id: 'recovery',
  title: 'Calls and a lost network',
  items: [
    {
      id: 'talk-waiting',
      title: 'Signaling lost, waiting: one can still talk',
      attributes: { ...LOST, ...TALKING },
      says: ['Connection lost', 'You can still talk.', 'Hang up'],
      async play(scene) {
        await heard(scene);
        await outage(scene, { attempt: 4, then: 'waits' });
      },
    },
    {
      id: 'talk-trying',
      title: 'Signaling lost, trying: one can still talk',
      attributes: { ...LOST, ...TALKING },
      says: ['Reconnecting…', 'You can still talk.'],
      async play(scene) {
        await heard(scene);
        await outage(scene, { attempt: 2, then: 'tries' });
      },
    },
    {
      id: 'talk-offline',
      title: 'Offline: one can still talk',
      note: 'The browser’s word can be wrong; the packets are believed.',
      attributes: { ...LOST, ...TALKING, 'connection-reason': 'offline' },
      says: ['You are offline', 'You can still talk.'],
      async play(scene) {
        await heard(scene);
        scene.goOffline();
        scene.session.lose();
      },
    },
    {
      id: 'held-waiting',
      title: 'Signaling lost while held and muted',
      attributes: { ...LOST, ...CALL, 'call-state': 'held', 'mic-muted': '' },
      says: ['Connection lost', 'On hold'],
      async play(scene) {
        const call = await heard(scene);
        await call.mute();
        await scene.hold(call);
        await outage(scene, { attempt: 5, then: 'waits' });
      },
    },
    {
      id: 'signed-out-talking',
      title: 'Signed out in a call',
      note: 'The call goes on until it ends.',
      attributes: { ...TALKING, 'connection-state': 'disconnected', 'connection-reason': 'auth' },
      says: ['You are signed out', 'You can still talk.', 'Hang up'],
      async play(scene) {
        const signOut = async (): Promise<void> => {
          await scene.talk();
          scene.session.refuseLogin();
        };
        await signOut();
        // A page that stands still for three seconds sees no packets, and ends a call that nobody could bring back.
        scene.client.subscribe(({ calls, connection }) => {
          if (connection.state === 'disconnected' && calls.every(({ state }) => state === 'destroyed')) void signOut();
        });
      },
    },
    {
      id: 'media-lost',
      title: 'Media lost, signaling up',
      attributes: { ...RECOVERING, 'connection-state': 'connected', 'remote-media': 'stalled' },
      says: ['Reconnecting…', 'Bringing your call back…', 'Hang up'],
      async play(scene) {
        const { id } = await heard(scene);
        loseMedia(scene, id);
        every(PATIENCE, () => {
          scene.session.tell({ type: 'peer-changed', callId: id, object: 1, peer: 'connected' });
          scene.session.measure(id, { inboundPackets: Date.now() });
        });
        scene.client.subscribe(({ calls: [call] }) => {
          if (call?.state === 'active') loseMedia(scene, id);
        });
      },
    },
    {
      id: 'both-lost',
      title: 'Media and signaling lost',
      attributes: { ...LOST, ...RECOVERING, 'remote-media': 'stalled' },
      says: ['Connection lost', 'Reconnecting…', 'Hang up'],
      async play(scene) {
        const { id } = await heard(scene);
        loseMedia(scene, id);
        await outage(scene, { attempt: 4, then: 'waits' });
      },
    },
    {
      id: 'both-offline',
      title: 'Offline, and the media is lost',
      attributes: { ...LOST, ...RECOVERING, 'connection-reason': 'offline', 'remote-media': 'stalled' },
      says: ['You are offline', 'Hang up'],
      async play(scene) {
        const { id } = await heard(scene);
        loseMedia(scene, id);
        scene.goOffline();
        scene.session.lose();
      },
    },
    {
      id: 'restored',
      title: 'Back online, in a call',
      note: 'Lost for a moment again and again.',
      attributes: { ...TALKING, 'connection-state': 'connected' },
      says: ['Back online', 'In call'],
      passing: true,
      async play(scene) {
        const { id } = await heard(scene);
        for (let object = 2; ; object += 1) {
          scene.session.registers = false;
          scene.session.lose();
          await pause(1500);
          scene.session.registers = true;
          scene.client.reconnectNow();
          scene.session.register();
          scene.reattach(id, object);
          await pause(4500);
        }
      },
    },
    {
      id: 'call-is-back',
      title: 'The call is back',
      note: 'Its media is lost for a moment again and again.',
      attributes: { ...TALKING, 'connection-state': 'connected' },
      says: ['The call is back', 'In call'],
      passing: true,
      async play(scene) {
        const { id } = await heard(scene);
        for (;;) {
          loseMedia(scene, id);
          await pause(1500);
          scene.hear(id);
          scene.session.measure(id, { inboundPackets: Date.now() });
          await pause(4500);
        }
      },
    },
    {
      id: 'call-lost',
      title: 'The call was lost',
      note: 'The server came back without it.',
      attributes: { ...CALL, 'connection-state': 'connected', 'call-state': 'destroyed', 'call-cause': 'error' },
      says: ['The call was lost', 'Call lost', 'Call again'],
      async play(scene) {
        const { id } = await heard(scene);
        scene.session.lose();
        scene.client.reconnectNow();
        await turn();
        scene.session.tell({ type: 'call-forgotten', callId: id });
      },
    },
    {
      id: 'call-lost-exhausted',
      title: 'Exhausted, and the call lost with it',
      attributes: {
        ...CALL,
        'connection-state': 'disconnected',
        'connection-reason': 'exhausted',
        'call-state': 'destroyed',
        'call-cause': 'error',
      },
      says: ['Could not reconnect', 'Call lost'],
      configuration: { maxReconnectAttempts: 1 },
      async play(scene) {
        const { id } = await heard(scene);
        loseMedia(scene, id);
        scene.session.refuses = true;
        scene.session.lose();
        scene.client.reconnectNow();
      },
    },
  ],
};
