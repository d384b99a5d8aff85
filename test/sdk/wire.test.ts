import { expect } from 'chai';
import type { SdkSocket } from '../../src/sdk/sdk-shape.ts';
import { tapSends, WireReader } from '../../src/sdk/wire.ts';

const SENT = { method: 'login', id: 'one', params: { login_token: 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl' } };

describe('wire: reading', () => {
  const read = (reader: WireReader, direction: 'inbound' | 'outbound', message: object) =>
    reader.read(direction, JSON.stringify(message));

  it('puts an answer to its request, once, and not to one of the other side’s', () => {
    const reader = new WireReader();
    expect(read(reader, 'outbound', SENT)).to.include({ method: 'login', documentedName: 'telnyx.login' });
    expect(read(reader, 'outbound', { id: 'one', result: {} })).to.include({ method: '', documentedName: null });
    const answer = { id: 'one', result: { sessid: 'x' } };
    expect(read(reader, 'inbound', answer)).to.include({ method: 'login', documentedName: 'telnyx.login.success' });
    expect(read(reader, 'inbound', answer)).to.include({ method: '', documentedName: null });
  });

  it('knows what the client answers', () => {
    const reader = new WireReader();
    read(reader, 'inbound', { id: 7, method: 'telnyx_rtc.invite', params: {} });
    expect(read(reader, 'outbound', { id: 7, result: { method: 'telnyx_rtc.invite' } })).to.include({
      method: 'telnyx_rtc.invite',
      documentedName: 'telnyx.invite.response',
    });
    expect(read(reader, 'outbound', { id: 8, result: { method: 'telnyx_rtc.bye' } }).method).to.equal('telnyx_rtc.bye');
  });

  it('forgets requests that nobody answers', () => {
    const reader = new WireReader();
    for (let id = 0; id < 300; id++) read(reader, 'outbound', { id, method: 'telnyx_rtc.ping' });
    expect(read(reader, 'inbound', { id: 99, result: {} }).method).to.equal('');
    expect(read(reader, 'inbound', { id: 100, result: {} }).method).to.equal('telnyx_rtc.ping');
  });

  it('tells the state of the gateway, asked for or not', () => {
    const reader = new WireReader();
    read(reader, 'outbound', { id: 'ask', method: 'telnyx_rtc.gatewayState', params: {} });
    const told = [
      read(reader, 'inbound', { id: 'ask', result: { params: { state: 'REGED' } } }),
      read(reader, 'inbound', { id: 'x', method: 'telnyx_rtc.gatewayState', params: { state: 'FAILED' } }),
    ];
    expect(told.map(({ documentedName, gateway }) => [documentedName, gateway])).to.deep.equal([
      ['telnyx.gateway.state', 'up'],
      ['telnyx.gateway.state', 'down'],
    ]);
  });

  it('has the whole message, frozen, and without its secrets', () => {
    const { payload } = read(new WireReader(), 'outbound', SENT);
    expect(payload).to.deep.equal({ ...SENT, params: { login_token: '[redacted]' } });
    expect(Object.isFrozen(payload)).to.equal(true);
    expect(Object.isFrozen((payload as typeof SENT).params)).to.equal(true);
  });

  const hostile: [data: unknown, method: string, payload: unknown][] = [
    ['{"params":{"passwd":"se', '', '[23 characters that are no JSON]'],
    ['#SPU1234', '#SPU', '[8 characters that are no JSON]'],
    ['null', '', '[4 characters that are no JSON]'],
    ['[1]', '', '[3 characters that are no JSON]'],
    ['{"id":{},"method":{}}', '', { id: {}, method: {} }],
    ['{"id":1,"result":null}', '', { id: 1, result: null }],
    [
      '{"method":"telnyx_rtc.modify","params":"hold"}',
      'telnyx_rtc.modify',
      { method: 'telnyx_rtc.modify', params: 'hold' },
    ],
    ['{"type":"debug_report_stop"}', 'debug_report_stop', { type: 'debug_report_stop' }],
  ];
  for (const [data, method, payload] of hostile) {
    it(`shows ${String(data)} as far as that can be done`, () => {
      expect(new WireReader().read('inbound', data)).to.deep.equal({
        direction: 'inbound',
        method,
        documentedName: null,
        gateway: null,
        payload,
      });
    });
  }

  it('reads no deeper than anybody would', () => {
    const deep = `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    expect(JSON.stringify(new WireReader().read('inbound', deep).payload)).to.include('[too deep]');
  });
});

describe('wire: the tap', () => {
  it('shows what is sent, and sends it', () => {
    const order: string[] = [];
    const socket: SdkSocket = { onmessage: null, send: (data) => order.push(`sent ${data}`) };
    tapSends(socket, (data) => order.push(`shown ${String(data)}`));
    socket.send('{}');
    expect(order).to.deep.equal(['shown {}', 'sent {}']);
  });
});
