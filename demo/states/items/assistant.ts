import type { CallSession } from '../../../src/contract/client.ts';
import type { Group, Item } from '../item.ts';
import type { Scene } from '../scene.ts';

const OUTBOUND = { 'connection-state': 'connected', 'call-direction': 'outbound' } as const;
const TALKING = { ...OUTBOUND, 'call-state': 'active', 'remote-media': 'flowing' } as const;
const configuration = { assistantId: 'assistant-demo', login: '', password: '' } as const;

const QUESTION = 'My pump shows a blinking orange light. Is that bad?';
const ANSWER =
  'No. Orange, blinking slowly, means that it is defrosting: that takes ten minutes or so. If it blinks fast, tell me, and I shall send somebody.';

/** A call to the assistant, answered. */
async function talk(scene: Scene): Promise<CallSession> {
  await scene.connect();
  const call = await scene.dial('');
  scene.session.progress(call.id, 'accepted');
  scene.session.progress(call.id, 'answered');
  scene.hear(call.id);
  return call;
}

async function conversation(scene: Scene): Promise<CallSession> {
  const call = await talk(scene);
  scene.session.converse(call.id, { id: '1', role: 'assistant', text: 'Halden Heat, good evening. What can I do?' });
  scene.session.converse(call.id, { id: '2', role: 'user', text: QUESTION });
  scene.session.converse(call.id, { id: '3', role: 'assistant', text: ANSWER });
  return call;
}

const item = (about: Omit<Item, 'configuration' | 'element'>): Item => ({
  ...about,
  configuration,
  element: 'telnyx-transcript',
});

export const assistant: Group = {
  id: 'telnyx-transcript',
  title: 'An AI assistant',
  items: [
    {
      id: 'assistant-phone',
      title: 'A phone for an assistant alone',
      attributes: { 'connection-state': 'connected' },
      says: ['Talk to the assistant'],
      configuration,
      play: (scene) => scene.connect(),
    },
    {
      id: 'assistant-talking',
      title: 'In a call with it',
      attributes: TALKING,
      says: ['Assistant', QUESTION, 'Hang up'],
      configuration,
      async play(scene) {
        await conversation(scene);
      },
    },
    item({
      id: 'transcript-empty',
      title: 'Nothing said yet',
      attributes: TALKING,
      says: ['What is said appears here.'],
      async play(scene) {
        await talk(scene);
      },
    }),
    item({
      id: 'transcript',
      title: 'A conversation',
      attributes: TALKING,
      says: ['Assistant', 'You', QUESTION, 'Copy conversation', 'Send'],
      async play(scene) {
        await conversation(scene);
      },
    }),
    item({
      id: 'transcript-speaking',
      title: 'The assistant is speaking, 240 px',
      attributes: TALKING,
      says: ['And if it does'],
      width: 'narrow',
      async play(scene) {
        const { id } = await conversation(scene);
        scene.session.converse(id, { id: '4', role: 'user', text: 'And if it blinks fast?' });
        scene.session.converse(id, { id: '5', role: 'assistant', text: 'And if it does, I shall', final: false });
      },
    }),
    item({
      id: 'transcript-long',
      title: 'Long words, and another direction',
      attributes: TALKING,
      says: ['Donaudampfschifffahrt'],
      width: 'narrow',
      async play(scene) {
        const { id } = await talk(scene);
        const long = `${'Donaudampfschifffahrtsgesellschaftskapitänsmützen'.repeat(2)}.`;
        scene.session.converse(id, { id: '1', role: 'assistant', text: long });
        scene.session.converse(id, { id: '2', role: 'user', text: 'שלום, מה שלומך?' });
      },
    }),
    item({
      id: 'transcript-over',
      title: 'After the call',
      attributes: { ...OUTBOUND, 'call-state': 'destroyed', 'call-cause': 'normal' },
      says: [QUESTION, 'Copy conversation'],
      async play(scene) {
        const { id } = await conversation(scene);
        scene.session.bye(id);
      },
    }),
  ],
};
