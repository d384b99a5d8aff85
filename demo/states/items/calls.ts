import type { Group, Item } from '../item.ts';
import { every, NAME, NUMBER, WRITTEN } from '../scene.ts';

const CONNECTED = { 'connection-state': 'connected' } as const;
const IN_CALL = {
  ...CONNECTED,
  'call-state': 'active',
  'call-direction': 'inbound',
  'remote-media': 'flowing',
} as const;
const HELD = { ...CONNECTED, 'call-state': 'held', 'call-direction': 'inbound' } as const;
const HOUR = 3_600_000;

/** A command that is not confirmed is given up after ten seconds; this one is asked for anew before. */
const PATIENCE = 8000;

const beforeTheAnswer: readonly Item[] = [
  {
    id: 'typed',
    title: 'A number typed',
    attributes: CONNECTED,
    says: ['Ready'],
    async play(scene) {
      await scene.connect();
      await scene.type(NUMBER);
    },
  },
  {
    id: 'calling-first',
    title: 'Calling, not connected yet',
    note: 'The phone connects before it can call; only the phone knows of the call. Called anew every half minute.',
    attributes: { 'connection-state': 'connecting' },
    says: ['Calling…', 'Connecting…'],
    passing: true,
    configuration: { maxReconnectAttempts: 1, connectMode: 'lazy' },
    async play(scene) {
      const again = async (): Promise<void> => {
        await scene.press('Dismiss');
        scene.client.reconnectNow();
        await scene.press('Call');
      };
      scene.sdk.loading = new Promise(() => undefined);
      await scene.callFromPhone();
      scene.client.subscribe(({ connection }) => {
        if (connection.state === 'disconnected') void again();
      });
    },
  },
  {
    id: 'new',
    title: 'Calling',
    note: 'The server has not taken the invite yet.',
    attributes: { ...CONNECTED, 'call-state': 'new', 'call-direction': 'outbound' },
    says: ['Calling…', WRITTEN],
    async play(scene) {
      await scene.connect();
      await scene.dial();
    },
  },
  {
    id: 'ringing',
    title: 'Ringing at the other side',
    attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'outbound' },
    says: ['Ringing…'],
    async play(scene) {
      await scene.connect();
      await scene.ring();
    },
  },
  {
    id: 'incoming',
    title: 'Incoming call',
    attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'inbound' },
    says: ['Incoming call', NAME, 'Answer', 'Reject'],
    async play(scene) {
      await scene.connect();
      scene.incoming();
    },
  },
  {
    id: 'incoming-number',
    title: 'Incoming call, number only',
    attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'inbound' },
    says: [WRITTEN],
    async play(scene) {
      await scene.connect();
      scene.incoming('');
    },
  },
  {
    id: 'incoming-unknown',
    title: 'Incoming call, number withheld',
    attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'inbound' },
    says: ['Unknown caller'],
    async play(scene) {
      await scene.connect();
      scene.incoming('', '');
    },
  },
  {
    id: 'answering',
    title: 'Answered, not confirmed yet',
    note: 'The browser may be asking for the microphone.',
    attributes: { ...CONNECTED, 'call-state': 'ringing', 'call-direction': 'inbound' },
    says: ['Answering…'],
    async play(scene) {
      await scene.connect();
      scene.incoming();
      await scene.press('Answer');
    },
  },
];

const answered: readonly Item[] = [
  {
    id: 'active',
    title: 'In a call',
    attributes: IN_CALL,
    says: ['In call', NAME, 'Mute', 'Hold'],
    async play(scene) {
      await scene.talk();
    },
  },
  {
    id: 'active-outbound',
    title: 'In a call, dialled',
    attributes: { ...IN_CALL, 'call-direction': 'outbound' },
    says: ['In call', WRITTEN],
    async play(scene) {
      await scene.connect();
      const { id } = await scene.ring();
      scene.session.progress(id, 'answered');
      scene.hear(id);
    },
  },
  {
    id: 'active-for-hours',
    title: 'In a call for hours',
    note: 'Its client lives twelve hours ago.',
    attributes: IN_CALL,
    says: ['12:34:'],
    ago: 12 * HOUR + 34 * (HOUR / 60),
    async play(scene) {
      await scene.talk();
    },
  },
  {
    id: 'muted',
    title: 'Muted',
    attributes: { ...IN_CALL, 'mic-muted': '' },
    says: ['Unmute'],
    async play(scene) {
      await (await scene.talk()).mute();
    },
  },
  {
    id: 'holding',
    title: 'Hold pressed, not confirmed yet',
    attributes: IN_CALL,
    says: ['In call', 'Hold'],
    async play(scene) {
      const call = await scene.talk();
      const hold = (): void => void call.hold().catch(() => undefined);
      hold();
      every(PATIENCE, hold);
    },
  },
  {
    id: 'held',
    title: 'Held',
    attributes: HELD,
    says: ['On hold', 'Resume'],
    async play(scene) {
      await scene.hold(await scene.talk());
    },
  },
  {
    id: 'held-muted',
    title: 'Held and muted',
    attributes: { ...HELD, 'mic-muted': '' },
    says: ['On hold', 'Unmute', 'Resume'],
    async play(scene) {
      const call = await scene.talk();
      await call.mute();
      await scene.hold(call);
    },
  },
  {
    id: 'resuming',
    title: 'Resume pressed, not confirmed yet',
    attributes: HELD,
    says: ['On hold', 'Resume'],
    async play(scene) {
      const call = await scene.talk();
      await scene.hold(call);
      const resume = (): void => void call.unhold().catch(() => undefined);
      resume();
      every(PATIENCE, resume);
    },
  },
  {
    id: 'stalled',
    title: 'No sound from the other side',
    note: 'No packet has arrived for three seconds.',
    attributes: { ...IN_CALL, 'remote-media': 'stalled' },
    says: ['No sound from the other side'],
    async play(scene) {
      const { id } = await scene.talk();
      scene.session.flow(id, 0);
    },
  },
  {
    id: 'unheard',
    title: 'They cannot hear you',
    note: 'The other side reports that nothing has arrived for four seconds.',
    attributes: IN_CALL,
    says: ['They cannot hear you'],
    async play(scene) {
      const { id } = await scene.talk();
      scene.session.measure(id, { inboundPackets: 50, unheardFor: 60_000 });
    },
  },
  {
    id: 'silent',
    title: 'No sound in either direction',
    note: 'The path works: the other side goes on reporting.',
    attributes: { ...IN_CALL, 'remote-media': 'stalled' },
    says: ['No sound in either direction'],
    async play(scene) {
      const { id } = await scene.talk();
      scene.session.flow(id, 0);
      scene.session.measure(id, { inboundPackets: 50, unheardFor: 60_000 });
    },
  },
  {
    id: 'keypad',
    title: 'Keypad open',
    attributes: IN_CALL,
    says: ['Hide keypad'],
    async play(scene) {
      await scene.talk();
      await scene.press('Keypad');
      for (const key of ['1', '2', '3', 'Pound']) await scene.press(key);
    },
  },
  {
    id: 'transferable',
    title: 'On a page that can transfer',
    attributes: IN_CALL,
    says: ['Mute', 'Keypad', 'Hold', 'Transfer', 'Hang up'],
    async play(scene) {
      scene.client.transferHandler = () => Promise.resolve();
      await scene.talk();
    },
  },
  {
    id: 'transfer',
    title: 'Where the call is to go',
    attributes: IN_CALL,
    says: ['Transfer to', 'Cancel', 'Hang up'],
    async play(scene) {
      scene.client.transferHandler = () => Promise.resolve();
      await scene.talk();
      await scene.press('Transfer');
      await scene.type('+15557654321');
    },
  },
  {
    id: 'transfer-attended',
    title: 'To somebody who was asked first',
    attributes: IN_CALL,
    says: ['Transfer to', 'Connect with Ada Lovelace'],
    async play(scene) {
      scene.client.transferHandler = () => Promise.resolve();
      await scene.hold(await scene.talk());
      await scene.talk('Grace Hopper', '+15557654321');
      await scene.press('Transfer');
    },
  },
];

export const calls: Group = { id: 'calls', title: 'Calls', items: [...beforeTheAnswer, ...answered] };
