import { expect } from 'chai';
import { AttachOrder } from '../../src/sdk/attach-order.ts';
import type { SdkSocket } from '../../src/sdk/sdk-shape.ts';
import { pause, until } from '../support/harness/until.ts';

describe('the order in which calls are brought back on a new page', () => {
  const delivered: string[] = [];
  let busy: boolean;
  let socket: SdkSocket;
  beforeEach(() => {
    delivered.length = 0;
    busy = false;
    socket = {
      onmessage: ({ data }) => void delivered.push(/"([a-z]+)"}}$/.exec(String(data))?.[1] ?? 'other'),
      send: () => undefined,
    };
    new AttachOrder('stays', () => !busy).guard(socket);
  });
  const say = (data: unknown): void => socket.onmessage?.({ data } as MessageEvent);
  const attach = (callID: string): void => say(JSON.stringify({ method: 'telnyx_rtc.attach', params: { callID } }));
  const announce = (...ids: string[]): void =>
    say(JSON.stringify({ method: 'telnyx_rtc.clientReady', params: { reattached_sessions: ids } }));

  it('does not hold up the only one', () => {
    announce('stays');
    attach('stays');
    expect(delivered).to.deep.equal(['other', 'stays']);
  });

  it('has the one that stays come last, when the others are gone', async () => {
    announce('stays', 'gone');
    attach('stays');
    await pause(60);
    expect(delivered).to.deep.equal(['other']);
    attach('gone');
    busy = true;
    expect(delivered).to.deep.equal(['other', 'gone']);
    await pause(60);
    expect(delivered).to.have.length(2);
    busy = false;
    await until('it is brought back', () => delivered.at(-1) === 'stays');
  });

  it('does not wait for ever for one that was only announced', async () => {
    announce('stays', 'never');
    attach('stays');
    await until('it is brought back', () => delivered.at(-1) === 'stays', 4000);
  });

  it('lets everything else through, and everything once that is done', () => {
    say('#SPU 1');
    say('{"method":"telnyx_rtc.attach"');
    say(new ArrayBuffer(1));
    attach('stays');
    busy = true;
    attach('later');
    expect(delivered).to.deep.equal(['other', 'other', 'other', 'stays', 'later']);
  });
});
