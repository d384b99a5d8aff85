import { expect } from 'chai';
import { guardFrames, meaningOf } from '../../src/sdk/frames.ts';
import type { SdkSocket } from '../../src/sdk/sdk-shape.ts';
import { NOTHING_SEEN, translate } from '../../src/sdk/translate.ts';

const aSocket = (onmessage: SdkSocket['onmessage']): SdkSocket => ({ onmessage, send: () => undefined });
const frame = (data: unknown): MessageEvent => ({ data }) as MessageEvent;

describe('frames: what can be a message', () => {
  for (const data of ['{}', '{"jsonrpc":"2.0","id":1,"result":{}}', '#SPU123']) {
    it(`${data} can`, () => expect(meaningOf(data)).to.equal('message'));
  }
  for (const data of ['', 'null', '42', '"text"', '[{}]', '{"jsonrpc"', '\u0000{}', new ArrayBuffer(2), undefined]) {
    it(`${JSON.stringify(data)} cannot`, () => expect(meaningOf(data)).to.equal('garbled'));
  }
});

describe('frames: what the SDK is better not told', () => {
  const pushed = (state: string): object => ({ id: '1', method: 'telnyx_rtc.gatewayState', params: { state } });
  const answered = (state: string): object => ({ id: '1', result: { params: { state } } });
  const rows: [state: string, meaning: string][] = [
    ['REGED', 'message'],
    ['REGISTER', 'message'],
    ['FAILED', 'failed'],
    ['FAIL_WAIT', 'failed'],
    ['TIMEOUT', 'failed'],
    ['EXPIRED', 'failed'],
    ['UNREGISTER', 'failed'],
    ['UNREGED', 'unregistered'],
    ['NOREG', 'unregistered'],
    ['TRYING', 'registering'],
    ['toString', 'message'],
  ];
  for (const [state, meaning] of rows) {
    it(`a gateway that is ${state}, pushed or asked for: ${meaning}`, () => {
      expect(meaningOf(JSON.stringify(pushed(state)))).to.equal(meaning);
      expect(meaningOf(JSON.stringify(answered(state)))).to.equal(meaning);
    });
  }

  it('a punt, with a call or without', () => {
    expect(meaningOf('{"method":"telnyx_rtc.punt"}')).to.equal('punt');
    expect(meaningOf('{"method":"telnyx_rtc.punt","params":{"callID":"a"}}')).to.equal('punt');
  });

  it('but not a state that is none of the gateway’s', () => {
    expect(meaningOf('{"method":"telnyx_rtc.info","params":{"state":"FAILED"}}')).to.equal('message');
    expect(meaningOf('{"id":1,"result":{"params":{"state":["FAILED"]}}}')).to.equal('message');
    expect(meaningOf('{"id":1,"result":null}')).to.equal('message');
  });

  it('is told to us alone, as often as it comes', () => {
    const seen: unknown[] = [];
    const told: string[] = [];
    const socket = aSocket(({ data }) => seen.push(data));
    guardFrames(socket, (what) => told.push(what));
    for (const data of ['{"id":1}', '{"method":"telnyx_rtc.punt"}', JSON.stringify(answered('NOREG'))]) {
      socket.onmessage?.(frame(data));
    }
    socket.onmessage?.(frame(JSON.stringify(pushed('NOREG'))));
    expect(seen).to.deep.equal(['{"id":1}']);
    expect(told).to.deep.equal(['punt', 'unregistered', 'unregistered']);
  });
});

describe('frames: the guard', () => {
  function guarded(handle: (event: MessageEvent) => void): { send: (data: unknown) => void; told: () => number } {
    const told: string[] = [];
    const socket = aSocket(handle);
    guardFrames(socket, (what) => told.push(what));
    const garbled = (): number => told.filter((what) => what === 'garbled').length;
    return { send: (data) => socket.onmessage?.(frame(data)), told: garbled };
  }

  it('hands every frame over, since any shows that the socket lives', () => {
    const seen: unknown[] = [];
    const { send, told } = guarded(({ data }) => seen.push(data));
    for (const data of ['{}', 'null', '{"id":1}']) send(data);
    expect(seen).to.deep.equal(['{}', 'null', '{"id":1}']);
    expect(told()).to.equal(1);
  });

  it('lets nothing that is thrown out into the page, and tells of it', () => {
    const { send, told } = guarded(() => {
      throw new TypeError('Cannot convert object to primitive value');
    });
    send('{"method":"telnyx_rtc.bye","params":{"callID":{}}}');
    expect(told()).to.equal(1);
  });

  it('says nothing of what is well', () => {
    const { send, told } = guarded(() => undefined);
    send('{"id":1}');
    send('#SPD');
    expect(told()).to.equal(0);
  });

  it('tells once, however much garbage comes', () => {
    const { send, told } = guarded(() => undefined);
    for (let round = 0; round < 100; round++) send('garbage');
    expect(told()).to.equal(1);
  });

  it('shows every frame first, those withheld and garbage too', () => {
    const order: string[] = [];
    const socket = aSocket(({ data }) => order.push(`SDK ${data}`));
    guardFrames(
      socket,
      (what) => order.push(what),
      (data) => order.push(`shown ${String(data)}`),
    );
    for (const data of ['{"id":1}', '{"method":"telnyx_rtc.punt"}', 'garbage']) socket.onmessage?.(frame(data));
    expect(order).to.deep.equal([
      'shown {"id":1}',
      'SDK {"id":1}',
      'shown {"method":"telnyx_rtc.punt"}',
      'punt',
      'shown garbage',
      'SDK garbage',
      'garbled',
    ]);
  });

  it('leaves alone a socket that nobody listens to', () => {
    const socket = aSocket(null);
    guardFrames(socket, () => undefined);
    expect(socket.onmessage).to.equal(null);
  });
});

describe('frames: garbage', () => {
  it('is a problem to tell of, and ends nothing', () => {
    const { observations } = translate(NOTHING_SEEN, [{ kind: 'garbled', socket: 1 }]);
    expect(observations).to.have.length(1);
    expect(observations[0]).to.include({
      type: 'problem',
      severity: 'error',
      code: 'protocol-error',
      callId: null,
      fatal: false,
    });
  });
});
