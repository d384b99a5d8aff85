import type { SignalingMessageDetail } from '../../../src/contract/events.ts';
import type { Group, Item } from '../item.ts';
import { NUMBER, type Scene } from '../scene.ts';

type Message = readonly [
  direction: SignalingMessageDetail['direction'],
  method: string,
  name: SignalingMessageDetail['documentedName'],
  payload?: object,
];

const CALL = { callID: '7a0d2c1e-5f6b-4c1d-9e43-0a8c2f1b6d57' };

/** What crosses the wire until a call that came in is answered. */
const MESSAGES: readonly Message[] = [
  ['outbound', 'login', 'telnyx.login', { params: { login_token: '[redacted]', sessid: '01234567…' } }],
  ['inbound', 'login', 'telnyx.login.success', { result: { message: 'logged in', sessid: '01234567…' } }],
  ['inbound', 'telnyx_rtc.clientReady', 'telnyx.gateway.state', { params: { reattached_sessions: [] } }],
  ['inbound', 'telnyx_rtc.invite', 'telnyx.invite', { params: { ...CALL, caller_id_number: NUMBER } }],
  ['outbound', 'telnyx_rtc.answer', 'telnyx.answer', { params: CALL }],
  ['inbound', 'telnyx_rtc.answer', null, { result: CALL }],
  ['inbound', 'telnyx_rtc.ping', null, { params: {} }],
];

async function talk(scene: Scene): Promise<void> {
  await scene.talk();
  for (const [direction, method, documentedName, payload = {}] of MESSAGES) {
    const gateway = documentedName === 'telnyx.gateway.state' ? 'up' : null;
    scene.session.options.onMessage?.({ direction, method, documentedName, gateway, payload });
  }
}

const IN_CALL = {
  'connection-state': 'connected',
  'call-state': 'active',
  'call-direction': 'inbound',
  'remote-media': 'flowing',
} as const;

const observed: Item = {
  id: 'inspector-call',
  title: 'A call observed',
  attributes: IN_CALL,
  says: ['telnyx.invite', 'telnyx_rtc.invite', 'ringing → active', 'Copy report'],
  element: 'telnyx-inspector',
  configuration: { debug: true },
  play: talk,
};

export const inspector: Group = {
  id: 'telnyx-inspector',
  title: 'Inspector',
  items: [
    observed,
    {
      id: 'inspector-no-debug',
      title: 'Without debug',
      attributes: IN_CALL,
      says: ['debug is off', 'ringing → active'],
      element: 'telnyx-inspector',
      play: talk,
    },
    { ...observed, id: 'inspector-narrow', title: 'A call observed, 240 px', width: 'narrow' },
    { ...observed, id: 'inspector-wide', title: 'A call observed, wide', width: 'wide' },
  ],
};
