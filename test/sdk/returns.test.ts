import { expect } from 'chai';
import { Returns } from '../../src/sdk/returns.ts';
import type { SdkSocket } from '../../src/sdk/sdk-shape.ts';

describe('the calls that the server brings back', () => {
  const delivered: unknown[] = [];
  const sent: { request: { id: string; method: string; params: unknown } }[] = [];
  const client = {
    sessionid: 'session',
    execute: (message: unknown) => Promise.resolve(void sent.push(message as (typeof sent)[number])),
  };
  let returns: Returns;
  let socket: SdkSocket;
  beforeEach(() => {
    delivered.length = 0;
    sent.length = 0;
    socket = { onmessage: ({ data }) => void delivered.push(data), send: () => undefined };
    returns = new Returns(client, 'awaited', (callId) => callId === 'known');
    returns.guard(socket);
  });
  const say = (data: unknown): void => socket.onmessage?.({ data } as MessageEvent);
  const attach = (callID: unknown): string => JSON.stringify({ method: 'telnyx_rtc.attach', params: { callID } });

  it('are told goodbye, each of them, where nobody has them, and the SDK hears of none', () => {
    say(attach('first'));
    say(attach('second'));
    expect(delivered).to.deep.equal([]);
    expect(sent.map(({ request: { method, params } }) => [method, params])).to.deep.equal(
      ['first', 'second'].map((callID) => [
        'telnyx_rtc.bye',
        { sessid: 'session', cause: 'NORMAL_CLEARING', causeCode: 16, dialogParams: { callID } },
      ]),
    );
    expect(new Set(sent.map(({ request }) => request.id)).size).to.equal(2);
  });

  it('are told goodbye when they have been hung up meanwhile', () => {
    returns.end('known');
    returns.end('awaited');
    say(attach('known'));
    say(attach('awaited'));
    expect([delivered.length, sent.length]).to.deep.equal([0, 2]);
  });

  it('are not confused with those that are wanted, or with anything else', () => {
    const others = [
      attach('awaited'),
      attach('known'),
      attach(7),
      '{"method":"telnyx_rtc.attach"',
      '{"method":"telnyx_rtc.attach"}',
      '{"method":"telnyx_rtc.info","params":{"callID":"first","says":"telnyx_rtc.attach"}}',
      '{"says":"telnyx_rtc.attach","method":"telnyx_rtc.info","params":{"callID":"first"}}',
      '{"says":["telnyx_rtc.attach"],"method":"telnyx_rtc.info","params":{"callID":"first"}}',
      '#SPU 1',
      new ArrayBuffer(1),
    ];
    for (const other of others) say(other);
    expect(delivered).to.deep.equal(others);
    expect(sent).to.deep.equal([]);
  });

  it('leave a socket alone to which the SDK does not listen', () => {
    const deaf: SdkSocket = { onmessage: null, send: () => undefined };
    returns.guard(deaf);
    expect(deaf.onmessage).to.equal(null);
  });

  describe('of which one is to go on', () => {
    const begun: string[] = [];
    beforeEach(() => begun.splice(0));
    const begin = (callId: string): void => returns.before(callId, () => begun.push(callId));

    it('has new ones wait until it is back with the SDK', () => {
      begin('new');
      say(attach('known'));
      expect(begun).to.deep.equal([]);
      returns.before('later', () => expect(delivered).to.have.length(2));
      say(attach('awaited'));
      expect(begun).to.deep.equal(['new']);
      begin('newer');
      expect(begun).to.deep.equal(['new', 'newer']);
    });

    it('has new ones begin when it is over', () => {
      begin('new');
      returns.end('awaited');
      expect(begun).to.deep.equal(['new']);
    });

    it('has none begin that was given up meanwhile', () => {
      begin('new');
      returns.end('new');
      say(attach('awaited'));
      expect(begun).to.deep.equal([]);
    });

    it('has nothing wait where there is none', () => {
      returns = new Returns(client, null, () => false);
      begin('new');
      expect(begun).to.deep.equal(['new']);
    });
  });
});
