import type { CallQuality } from '../../../src/contract/snapshots.ts';
import type { Group, Item } from '../item.ts';
import type { Scene } from '../scene.ts';

const TALKING = {
  'connection-state': 'connected',
  'call-direction': 'inbound',
  'call-state': 'active',
  'remote-media': 'flowing',
} as const;

/** A call that has been measured. */
async function measured(scene: Scene, quality: CallQuality | null): Promise<void> {
  const call = await scene.talk();
  scene.session.measure(call.id, { inboundPackets: 50, quality });
}

const state = (id: string, title: string, word: string, quality: CallQuality | null): Item => ({
  id,
  title,
  attributes: TALKING,
  says: [`Call quality: ${word}`],
  play: (scene) => measured(scene, quality),
});

export const quality: Group = {
  id: 'quality',
  title: 'How good a call is',
  items: [
    state('quality-excellent', 'Excellent', 'Excellent', {
      loss: 0,
      lossSent: 0,
      jitter: 3,
      roundTrip: 38,
      mos: 4.4,
      level: 'excellent',
    }),
    state('quality-good', 'Good', 'Good', {
      loss: 0.016,
      lossSent: 0.004,
      jitter: 9,
      roundTrip: 94,
      mos: 4.2,
      level: 'good',
    }),
    state('quality-fair', 'Fair', 'Fair', {
      loss: 0.058,
      lossSent: 0.021,
      jitter: 18,
      roundTrip: 212,
      mos: 3.7,
      level: 'fair',
    }),
    state('quality-poor', 'Poor', 'Poor', {
      loss: 0.204,
      lossSent: 0.117,
      jitter: 41,
      roundTrip: 1384,
      mos: 1.8,
      level: 'poor',
    }),
    state('quality-measuring', 'Not measured yet', 'Measuring…', null),
  ],
};
