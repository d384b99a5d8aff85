import type { NetworkCheck } from '../../../src/contract/check.ts';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import type { Group, Item } from '../item.ts';
import type { Scene } from '../scene.ts';

const CONNECTED = { 'connection-state': 'connected' } as const;

const GOOD: NetworkCheck = {
  cause: null,
  loss: 0,
  jitter: 3,
  roundTrip: 42,
  mos: 4.4,
  level: 'excellent',
  relay: false,
  candidates: null,
  remarks: [],
};

/** Offers the check, and begins it. */
async function begin(scene: Scene): Promise<void> {
  await scene.connect();
  scene.shown.setAttribute('check-destination', '9196');
  await scene.press('Check microphone and connection');
}

/** One that comes to this. */
async function found(scene: Scene, network: NetworkCheck, warnings: readonly ErrorCode[] = []): Promise<void> {
  await scene.connect();
  scene.session.network = Promise.resolve({ network, warnings });
  await begin(scene);
}

const state = (
  id: string,
  title: string,
  says: readonly string[],
  play: Item['play'],
  more: Partial<Item> = {},
): Item => ({
  id,
  title,
  says,
  play,
  attributes: CONNECTED,
  element: 'telnyx-call-quality',
  ...more,
});

export const check: Group = {
  id: 'check',
  title: 'A check before a call',
  items: [
    state('check-offered', 'Offered', ['Check microphone and connection'], async (scene) => {
      await scene.connect();
      scene.shown.setAttribute('check-destination', '9196');
    }),
    state(
      'check-asking',
      'Of the microphone alone, which the browser asks for',
      ['Allow the microphone', 'Cancel check'],
      async (scene) => {
        await scene.connect();
        scene.ear.asking = true;
        scene.shown.setAttribute('check-destination', '');
        await scene.press('Check microphone');
      },
    ),
    state('check-measuring', 'While it measures', ['Say a few words while', 'Cancel check'], begin),
    state('check-good', 'All is well', ['You are heard', 'Excellent', 'Check again'], (scene) => found(scene, GOOD)),
    state(
      'check-poor',
      'Nothing heard, on a bad line',
      ['Nothing heard', 'Hardly any sound', 'Poor', 'Much of the audio is lost'],
      async (scene) => {
        scene.ear.level = 0.1;
        const network = {
          ...GOOD,
          loss: 0.21,
          jitter: 38,
          roundTrip: 480,
          mos: 2.4,
          level: 'poor',
          relay: true,
        } as const;
        await found(scene, network, ['high-latency', 'high-loss', 'low-quality']);
      },
    ),
    state(
      'check-denied',
      'The microphone is blocked',
      ['Not available', 'may not use the microphone'],
      async (scene) => {
        scene.ear.refusal = 'mic-denied';
        await begin(scene);
      },
    ),
    state('check-unanswered', 'Nobody answers', ['You are heard', 'Nobody answered'], (scene) =>
      found(scene, { ...GOOD, cause: 'no-answer', level: null, mos: null }),
    ),
    state(
      'check-stopped',
      'The connection is lost meanwhile',
      ['The check was stopped', 'not connected'],
      async (scene) => {
        await begin(scene);
        await scene.until(() => scene.session.all('checkNetwork').length > 0);
        scene.session.lose();
        await scene.until(() => scene.client.snapshot.connection.state === 'connected');
      },
    ),
    state(
      'check-narrow',
      'Where there is little room',
      ['Nothing heard', 'Fair'],
      async (scene) => {
        scene.ear.level = 0;
        await found(scene, { ...GOOD, loss: 0.06, mos: 3.7, level: 'fair' }, ['high-loss']);
      },
      { width: 'narrow' },
    ),
  ],
};
