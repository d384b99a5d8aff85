import { expect } from 'chai';
import { DOCUMENTED_EVENTS } from '../../src/contract/documented-events.ts';
import { wireName, type WireMessage } from '../../src/sdk/wire-names.ts';

type Row = [
  direction: 'in' | 'out',
  method: string,
  params: Record<string, unknown>,
  name: string | null,
  gateway?: string,
];

const REQUESTS: readonly Row[] = [
  ['out', 'login', {}, 'telnyx.login'],
  ['out', 'anonymous_login', {}, 'telnyx.login'],
  ['in', 'telnyx_rtc.invite', {}, 'telnyx.invite'],
  ['out', 'telnyx_rtc.invite', {}, 'telnyx.invite'],
  ['in', 'telnyx_rtc.answer', {}, 'telnyx.answer'],
  ['out', 'telnyx_rtc.answer', {}, 'telnyx.answer'],
  ['in', 'telnyx_rtc.ringing', {}, 'telnyx.ringing'],
  ['in', 'telnyx_rtc.bye', {}, 'telnyx.bye'],
  ['out', 'telnyx_rtc.bye', {}, 'telnyx.hangup'],
  ['in', 'telnyx_rtc.media', {}, 'telnyx.media'],
  ['out', 'telnyx_rtc.candidate', {}, 'telnyx.media.candidate'],
  ['in', 'telnyx_rtc.candidate', {}, 'telnyx.media.candidate'],
  ['out', 'telnyx_rtc.endOfCandidates', {}, 'telnyx.media.candidate'],
  ['out', 'telnyx_rtc.modify', { action: 'hold' }, 'telnyx.hold'],
  ['out', 'telnyx_rtc.modify', { action: 'unhold' }, 'telnyx.unhold'],
  ['out', 'telnyx_rtc.modify', { action: 'updateMedia' }, 'telnyx.media'],
  ['out', 'telnyx_rtc.modify', { action: 'toggleHold' }, null],
  ['out', 'telnyx_rtc.modify', { action: ['hold'] }, null],
  ['out', 'telnyx_rtc.modify', {}, null],
  ['out', 'telnyx_rtc.info', { dtmf: '1' }, 'telnyx.dtmf'],
  ['out', 'telnyx_rtc.info', { msg: {} }, null],
  ['in', 'telnyx_rtc.clientReady', {}, 'telnyx.gateway.state', 'up'],
  ['in', 'telnyx_rtc.clientReady', { state: 'FAILED' }, 'telnyx.gateway.state', 'down'],
  ['in', 'telnyx_rtc.gatewayState', { state: 'REGED' }, 'telnyx.gateway.state', 'up'],
  ['in', 'telnyx_rtc.gatewayState', { state: 'REGISTER' }, 'telnyx.gateway.state', 'up'],
  ...['UNREGED', 'NOREG', 'FAILED', 'FAIL_WAIT', 'TIMEOUT', 'TRYING', 'EXPIRED', 'UNREGISTER', 'of its own'].map(
    (state): Row => ['in', 'telnyx_rtc.gatewayState', { state }, 'telnyx.gateway.state', 'down'],
  ),
  ['out', 'telnyx_rtc.gatewayState', {}, null],
  ['in', 'telnyx_rtc.ping', {}, null],
  ['out', 'telnyx_rtc.ping', {}, null],
  ['in', 'telnyx_rtc.attach', {}, null],
  ['out', 'telnyx_rtc.attach', {}, null],
  ['in', 'telnyx_rtc.punt', {}, null],
  ['in', 'telnyx_rtc.display', {}, null],
  ['out', 'debug_report_start', {}, null],
  ['in', 'toString', {}, null],
  ['in', '', {}, null],
];

const ANSWERS: readonly (readonly [is: 'result' | 'error', ...Row])[] = [
  ['result', 'in', 'login', {}, 'telnyx.login.success'],
  ['error', 'in', 'login', {}, 'telnyx.login.error'],
  ['result', 'in', 'anonymous_login', {}, 'telnyx.login.success'],
  ['error', 'in', 'anonymous_login', {}, 'telnyx.login.error'],
  ['result', 'in', 'telnyx_rtc.invite', {}, 'telnyx.invite.response'],
  ['error', 'in', 'telnyx_rtc.invite', {}, 'telnyx.invite.response'],
  ['result', 'out', 'telnyx_rtc.invite', {}, 'telnyx.invite.response'],
  ['result', 'in', 'telnyx_rtc.gatewayState', { state: 'REGED' }, 'telnyx.gateway.state', 'up'],
  ['result', 'in', 'telnyx_rtc.gatewayState', { state: 'NOREG' }, 'telnyx.gateway.state', 'down'],
  ['error', 'in', 'telnyx_rtc.gatewayState', {}, null],
  ['result', 'in', 'telnyx_rtc.bye', {}, null],
  ['result', 'in', 'telnyx_rtc.modify', { action: 'hold' }, null],
  ['result', 'out', 'telnyx_rtc.bye', {}, null],
  ['result', 'in', '', {}, null],
];

const message = (is: WireMessage['is'], [direction, method, params]: Row): WireMessage => ({
  direction: direction === 'in' ? 'inbound' : 'outbound',
  method,
  is,
  params,
});

describe('the documented name of', () => {
  for (const row of REQUESTS) {
    const [direction, method, params, name, gateway = null] = row;
    it(`${method} ${JSON.stringify(params)}, ${direction}bound, is ${name} ${gateway ?? ''}`.trimEnd(), () => {
      expect(wireName(message('request', row))).to.deep.equal({ name, gateway });
    });
  }
  for (const [is, ...row] of ANSWERS) {
    const [direction, method, params, name, gateway = null] = row;
    it(
      `the ${is} of ${method} ${JSON.stringify(params)}, ${direction}bound, is ${name} ${gateway ?? ''}`.trimEnd(),
      () => {
        expect(wireName(message(is, row))).to.deep.equal({ name, gateway });
      },
    );
  }
});

describe('the events that are documented', () => {
  const documented = Object.entries(DOCUMENTED_EVENTS);

  it('are those of the documentation, each of them', () => {
    expect(documented.map(([name]) => name.replace('telnyx.', '')).sort()).to.deep.equal(
      (
        'answer bridge bye dtmf fax gateway.state hangup hold invite invite.response login login.error login.success ' +
        'logout media media.candidate register ringing transfer unhold unregister'
      ).split(' '),
    );
  });

  it('each come of something on the wire, or say what a page gets instead', () => {
    const come = new Set([...REQUESTS.map(([, , , name]) => name), ...ANSWERS.map(([, , , , name]) => name)]);
    for (const [name, { wire, instead }] of documented) {
      expect(come.has(name), name).to.equal(wire !== null);
      expect(instead === null, name).to.equal(wire !== null);
    }
  });
});
