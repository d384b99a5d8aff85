import { expect } from '@open-wc/testing';
import type { CallSession } from '../../src/contract/client.ts';
import { Bench } from '../support/client-bench.ts';
import { failure, outcome } from '../support/outcome.ts';

/** What is heard on the page, call by call. */
interface Sound {
  readonly muted: boolean;
  readonly volume: number;
}

describe('a second call', () => {
  let bench: Bench;
  let first: CallSession;
  beforeEach(async () => {
    bench = await new Bench().connected();
    first = await bench.active();
  });
  afterEach(() => bench.end());

  const sent = (): string[] => bench.session.sent.map(([name]) => name).filter((name) => name !== 'setMicrophone');
  const since = (act: () => void): string[] => {
    const before = sent().length;
    act();
    return sent().slice(before);
  };
  const sounds = (): Sound[] => [...document.querySelectorAll('audio')].map(({ muted, volume }) => ({ muted, volume }));
  const FULL: Sound = { muted: false, volume: 1 };
  const MUTED_HELD: Sound = { muted: true, volume: 0.25 };

  it('is answered when the first is held, and not before', async () => {
    const second = bench.incoming('second');
    let answering: Promise<string> | undefined;
    expect(since(() => void (answering = outcome(second.answer())))).to.deep.equal(['hold']);
    expect([first.pending, second.pending, second.background]).to.deep.equal([['hold'], ['answer'], true]);
    expect(bench.session.live(first.id), 'no voice into either').to.equal(false);
    expect(since(() => bench.session.progress(first.id, 'held'))).to.deep.equal(['answer']);
    bench.session.progress('second', 'answered');
    expect(await answering).to.equal('resolved');
    expect([first.state, first.background, second.state, second.background]).to.deep.equal([
      'held',
      true,
      'active',
      false,
    ]);
    expect([bench.session.live(first.id), bench.session.live('second')]).to.deep.equal([false, true]);
    expect(sounds()).to.deep.equal([MUTED_HELD, FULL]);
  });

  it('swaps with the first by being resumed', async () => {
    const second = bench.incoming('second');
    void second.answer();
    bench.session.progress(first.id, 'held');
    bench.session.progress('second', 'answered');
    const swapping = outcome(first.unhold());
    bench.session.progress('second', 'held');
    bench.session.progress(first.id, 'answered');
    expect(await swapping).to.equal('resolved');
    expect([first.state, second.state]).to.deep.equal(['active', 'held']);
    expect(bench.client.snapshot.lastActiveCallId).to.equal(first.id);
    expect(sounds()).to.deep.equal([FULL, MUTED_HELD]);
    await first.hangup();
    expect([second.state, second.background], 'offered, not resumed').to.deep.equal(['held', false]);
    expect(sounds()).to.deep.equal([{ muted: false, volume: 0.25 }]);
  });

  it('is answered at once when the first is ended for it', async () => {
    const second = bench.incoming('second');
    let answering: Promise<string> | undefined;
    expect(since(() => void (answering = outcome(second.answer({ others: 'end' }))))).to.deep.equal([
      'hangup',
      'answer',
    ]);
    expect([first.state, first.cause]).to.deep.equal(['destroyed', 'normal']);
    bench.session.progress('second', 'answered');
    expect(await answering).to.equal('resolved');
    expect(sounds()).to.deep.equal([FULL]);
  });

  it('is not answered when the first cannot be held; both stay as they were', async () => {
    const second = bench.incoming('second');
    const answering = failure(second.answer());
    bench.session.tell({ type: 'hold-failed', callId: first.id, object: 1 });
    expect(await answering).to.include({ code: 'hold-failed', callId: 'second' });
    expect(bench.errors, 'told once').to.deep.equal(['hold-failed']);
    expect([first.state, first.pending, second.state, second.pending]).to.deep.equal(['active', [], 'ringing', []]);
    expect(bench.session.live(first.id)).to.equal(true);
  });

  it('is not dialled when the first cannot be held, and the page is told why', async () => {
    const dialling = failure(bench.client.dial('+15557654321'));
    await bench.time.settle();
    expect(bench.session.all('dial')).to.have.length(1);
    expect(first.pending).to.deep.equal(['hold']);
    await bench.time.pass(10_000);
    expect(await dialling).to.include({ code: 'hold-failed' });
    expect(bench.client.calls.map(({ state }) => state)).to.deep.equal(['active', 'destroyed']);
    expect(bench.session.all('dial')).to.have.length(1);
  });

  it('is dialled when the first is held', async () => {
    const dialling = bench.client.dial('+15557654321');
    await bench.time.settle();
    bench.session.progress(first.id, 'held');
    expect(bench.session.dialled.destination).to.equal('+15557654321');
    bench.session.progress(bench.session.dialled.callId, 'accepted');
    expect((await dialling).remoteNumber).to.equal('+15557654321');
    expect(sounds(), 'the only one answered may be heard').to.deep.equal([{ muted: false, volume: 0.25 }, FULL]);
  });

  it('that is answered at the other side while the first is spoken in is neither heard nor spoken in', async () => {
    void first.hold();
    bench.session.progress(first.id, 'held');
    const dialling = bench.client.dial('+15557654321');
    await bench.time.settle();
    const { callId } = bench.session.dialled;
    bench.session.progress(callId, 'accepted');
    bench.session.progress(callId, 'ringing');
    const second = await dialling;
    void first.unhold();
    bench.session.progress(first.id, 'answered');
    expect(first.state).to.equal('active');
    expect(since(() => bench.session.progress(callId, 'answered'))).to.deep.equal(['hold']);
    expect([second.state, second.background, bench.session.live(callId)]).to.deep.equal(['active', true, false]);
    expect(sounds()).to.deep.equal([FULL, { muted: true, volume: 1 }]);
    bench.session.progress(callId, 'held');
    expect(second.pending).to.deep.equal([]);
    expect(bench.errors).to.deep.equal([]);
  });
});
