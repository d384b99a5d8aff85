import type { Group } from '../item.ts';
import { every, NAME } from '../scene.ts';

const CONNECTED = { 'connection-state': 'connected', 'call-direction': 'inbound' } as const;
const IN_CALL = { ...CONNECTED, 'call-state': 'active', 'remote-media': 'flowing' } as const;
const HELD = { ...CONNECTED, 'call-state': 'held' } as const;
const OTHER = 'Grace Hopper';
const OTHER_NUMBER = '+12025550187';

/** A hold that is not confirmed is given up after ten seconds; this one is asked for anew before. */
const PATIENCE = 8000;

export const several: Group = {
  id: 'several',
  title: 'Several calls',
  items: [
    {
      id: 'call-waiting',
      title: 'Call waiting',
      attributes: IN_CALL,
      says: ['In call', 'Call waiting', NAME, OTHER, 'Hold and answer', 'End and answer', 'Reject'],
      async play(scene) {
        await scene.talk();
        scene.incoming(OTHER, OTHER_NUMBER);
      },
    },
    {
      id: 'answering-waiting',
      title: 'Call waiting, being answered',
      note: 'The other call is not on hold yet; until it is, nothing is said into either.',
      attributes: IN_CALL,
      says: ['In call', 'Answering…'],
      async play(scene) {
        await scene.talk();
        const waiting = scene.incoming(OTHER, OTHER_NUMBER);
        const answer = (): void => void waiting.answer().catch(() => undefined);
        answer();
        every(PATIENCE, () => {
          scene.client.calls[0]?.hold().catch(() => undefined);
          answer();
        });
      },
    },
    {
      id: 'call-waiting-on-hold',
      title: 'A call comes in while another is on hold',
      attributes: HELD,
      says: ['On hold', 'Incoming call', 'Answer', 'Reject'],
      async play(scene) {
        await scene.hold(await scene.talk());
        scene.incoming(OTHER, OTHER_NUMBER);
      },
    },
    {
      id: 'two-calls',
      title: 'Two calls',
      attributes: IN_CALL,
      says: ['In call', 'On hold', NAME, OTHER, 'Swap', `Swap to ${NAME}`],
      async play(scene) {
        await scene.two();
      },
    },
    {
      id: 'two-on-hold',
      title: 'Two calls on hold',
      attributes: HELD,
      says: ['On hold', `Resume ${NAME}`],
      async play(scene) {
        const [, second] = await scene.two();
        await scene.hold(second);
      },
    },
    {
      id: 'second-dialled',
      title: 'Calling somebody else, while a call is on hold',
      attributes: { 'connection-state': 'connected', 'call-state': 'ringing', 'call-direction': 'outbound' },
      says: ['Ringing…', 'On hold', `Resume ${NAME}`],
      async play(scene) {
        await scene.hold(await scene.talk());
        await scene.ring(OTHER_NUMBER);
      },
    },
    {
      id: 'adding-call',
      title: 'Entering the number of another call',
      attributes: IN_CALL,
      says: ['Back to the call', `Hold ${NAME}`, 'Number to call'],
      async play(scene) {
        await scene.talk();
        await scene.press('Add call');
        await scene.type(OTHER_NUMBER);
      },
    },
    {
      id: 'hold-failed',
      title: 'The other call could not be held',
      note: 'It goes on as it was.',
      attributes: IN_CALL,
      says: ['In call', 'Call waiting', 'could not be put on hold'],
      async play(scene) {
        const first = await scene.talk();
        scene.incoming(OTHER, OTHER_NUMBER);
        await scene.press('Hold and answer');
        scene.session.tell({ type: 'hold-failed', callId: first.id, object: 1 });
      },
    },
    {
      id: 'three-calls',
      title: 'Three calls and long names',
      attributes: IN_CALL,
      says: ['In call', 'On hold', 'Call waiting'],
      async play(scene) {
        await scene.two();
        scene.incoming('Wolfeschlegelsteinhausenbergerdorff und Partner Rechtsanwaltsgesellschaft mbH', OTHER_NUMBER);
      },
    },
    {
      id: 'two-calls-narrow',
      title: 'Two calls, narrow',
      width: 'narrow',
      attributes: IN_CALL,
      says: ['In call', 'On hold', 'Call waiting', 'Swap'],
      async play(scene) {
        await scene.two();
        scene.incoming('Alan Turing', '+15550001111');
      },
    },
  ],
};
