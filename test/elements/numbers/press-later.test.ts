import { expect } from 'chai';
import type { CallSnapshot } from '../../../src/contract/snapshots.ts';
import { pressLater } from '../../../src/elements/numbers/lazy/press-later.ts';
import { FakeClient } from '../../support/fake-client.ts';
import { aSnapshot } from '../../support/snapshots.ts';
import { VirtualTime } from '../../support/virtual-time.ts';

describe('keys that are pressed when a call is answered', () => {
  let time: VirtualTime;
  beforeEach(() => (time = new VirtualTime()));
  afterEach(() => time.restore());

  interface Play {
    readonly client: FakeClient;
    readonly told: string[];
    readonly done: Promise<void>;
    wanted: boolean;
    show(call: Partial<CallSnapshot> | null): Promise<void>;
    sent(): unknown[];
  }

  function play(keys: string): Play {
    const client = new FakeClient(aSnapshot({}, { state: 'ringing' }));
    const told: string[] = [];
    const playing: Omit<Play, 'done'> = {
      client,
      told,
      wanted: true,
      show: (call) => {
        client.set(call ? aSnapshot({}, call) : aSnapshot());
        return time.settle();
      },
      sent: () => client.commands.map(([, , digits]) => digits),
    };
    const done = pressLater(
      client,
      'call-1',
      keys,
      () => playing.wanted,
      (pressed, rest) => told.push(`${pressed}|${rest}`),
    );
    return Object.assign(playing, { done });
  }

  it('are pressed in their order, with pauses of two seconds', async () => {
    const played = play(',12,3#');
    await time.pass(60_000);
    expect(played.sent(), 'before the answer').to.deep.equal([]);
    await played.show({ state: 'active' });
    await time.pass(1999);
    expect(played.sent()).to.deep.equal([]);
    await time.pass(1);
    expect(played.sent()).to.deep.equal(['12']);
    await time.pass(2499);
    expect(played.sent()).to.deep.equal(['12']);
    await time.pass(1);
    expect(played.sent()).to.deep.equal(['12', '3#']);
    await played.done;
    expect(played.told).to.deep.equal(['|12,3#', '12|,3#', '|3#', '3#|']);
    expect(played.client.listeners.size, 'listeners left').to.equal(0);
  });

  it('wait while the call is on hold or comes back', async () => {
    const played = play('1');
    await played.show({ state: 'held', held: true });
    await played.show({ state: 'reconnecting' });
    expect(played.sent()).to.deep.equal([]);
    await played.show({ state: 'active' });
    expect(played.sent()).to.deep.equal(['1']);
  });

  for (const [title, call] of [
    ['ends', { state: 'destroyed' }],
    ['is gone', null],
  ] as const) {
    it(`are not pressed any more when the call ${title}`, async () => {
      const played = play(',1');
      await played.show(call);
      await played.done;
      expect(played.sent()).to.deep.equal([]);
    });
  }

  it('are not pressed any more when nobody wants them', async () => {
    const played = play(',1');
    await played.show({ state: 'active' });
    played.wanted = false;
    await time.pass(5000);
    await played.done;
    expect(played.sent()).to.deep.equal([]);
  });

  it('say so when they cannot be pressed', async () => {
    const played = play('1,2');
    played.client.outcome = () => Promise.reject(new Error('no'));
    const failed = played.done.then(
      () => 'done',
      (error: unknown) => String(error),
    );
    await played.show({ state: 'active' });
    expect(await failed).to.equal('Error: no');
    expect(played.sent()).to.deep.equal(['1']);
  });
});
