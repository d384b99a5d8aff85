import { expect } from 'chai';
import { guardFrames, isMessage } from '../../src/sdk/frames.ts';
import type { SdkSocket } from '../../src/sdk/sdk-shape.ts';
import { NOTHING_SEEN, translate } from '../../src/sdk/translate.ts';

const frame = (data: unknown): MessageEvent => ({ data }) as MessageEvent;

describe('frames: what can be a message', () => {
  for (const data of ['{}', '{"jsonrpc":"2.0","id":1,"result":{}}', '#SPU123']) {
    it(`${data} can`, () => expect(isMessage(data)).to.equal(true));
  }
  for (const data of ['', 'null', '42', '"text"', '[{}]', '{"jsonrpc"', '\u0000{}', new ArrayBuffer(2), undefined]) {
    it(`${JSON.stringify(data)} cannot`, () => expect(isMessage(data)).to.equal(false));
  }
});

describe('frames: the guard', () => {
  function guarded(handle: (event: MessageEvent) => void): { send: (data: unknown) => void; told: () => number } {
    let told = 0;
    const socket: SdkSocket = { onmessage: handle };
    guardFrames(socket, () => (told += 1));
    return { send: (data) => socket.onmessage?.(frame(data)), told: () => told };
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

  it('leaves alone a socket that nobody listens to', () => {
    const socket: SdkSocket = { onmessage: null };
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
