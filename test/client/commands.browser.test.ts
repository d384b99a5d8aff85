import { expect } from '@open-wc/testing';
import type { CallSession } from '../../src/contract/client.ts';
import { PhoneError } from '../../src/contract/errors.ts';
import { Bench } from '../support/client-bench.ts';
import { failure, outcome } from '../support/outcome.ts';

describe('the commands of a call', () => {
  let bench: Bench;
  let call: CallSession;
  beforeEach(async () => {
    bench = await new Bench().connected();
    call = await bench.active();
  });
  afterEach(() => bench.end());

  it('are pending until they are confirmed', async () => {
    const holding = outcome(call.hold());
    expect(call).to.deep.include({ state: 'active', held: false, pending: ['hold'] });
    bench.session.progress(call.id, 'held');
    expect(await holding).to.equal('resolved');
    expect(call).to.deep.include({ state: 'held', held: true, pending: [] });
    const unholding = outcome(call.unhold());
    expect(call).to.deep.include({ state: 'held', pending: ['unhold'] });
    bench.session.progress(call.id, 'answered');
    expect(await unholding).to.equal('resolved');
    expect(call).to.deep.include({ state: 'active', held: false, pending: [] });
  });

  it('let no voice leave from the press on, and none until it is confirmed again', async () => {
    void call.hold().catch(() => undefined);
    expect(bench.session.live(call.id)).to.equal(false);
    bench.session.progress(call.id, 'held');
    void call.unhold().catch(() => undefined);
    expect(bench.session.live(call.id)).to.equal(false);
    bench.session.progress(call.id, 'answered');
    expect(bench.session.live(call.id)).to.equal(true);
    await call.mute();
    expect([call.micMuted, bench.session.live(call.id)]).to.deep.equal([true, false]);
    await call.unmute();
    expect([call.micMuted, bench.session.live(call.id)]).to.deep.equal([false, true]);
  });

  it('fail by their deadline, once for their promise and once for the page', async () => {
    const holding = failure(call.hold());
    await bench.time.pass(9999);
    expect(call.pending).to.deep.equal(['hold']);
    await bench.time.pass(1);
    expect(await holding).to.include({ name: 'PhoneError', code: 'command-timeout', callId: call.id });
    expect(bench.events('telnyx-error')).to.have.length(1);
    expect(bench.events('telnyx-error')[0]).to.deep.include({ code: 'command-timeout', callId: call.id, fatal: false });
    expect(call).to.deep.include({ state: 'active', held: false, pending: [] });
    expect(bench.session.live(call.id), 'nothing was changed').to.equal(true);
  });

  it('fail when the SDK says so', async () => {
    const holding = outcome(call.hold());
    bench.session.tell({ type: 'hold-failed', callId: call.id, object: 1 });
    expect(await holding).to.equal('command-timeout');
    expect(bench.errors).to.deep.equal(['command-timeout']);
  });

  it('are overtaken by later ones', async () => {
    const holding = outcome(call.hold());
    const unholding = outcome(call.unhold());
    expect(await holding).to.equal('AbortError');
    bench.session.progress(call.id, 'held');
    bench.session.progress(call.id, 'answered');
    expect(await unholding).to.equal('resolved');
    expect(bench.errors).to.deep.equal([]);
  });

  it('are overtaken by the end', async () => {
    const holding = outcome(call.hold());
    bench.session.bye(call.id);
    expect(await holding).to.equal('AbortError');
    expect(await outcome(call.hold())).to.equal('AbortError');
    expect(await outcome(call.hangup()), 'what is over is hung up').to.equal('resolved');
  });

  it('fail while there is no connection, but for what needs none', async () => {
    bench.session.lose();
    expect(await outcome(call.hold())).to.equal('not-connected');
    expect(await outcome(call.sendDigits('1'))).to.equal('not-connected');
    expect(await outcome(call.mute())).to.equal('resolved');
    expect(bench.errors).to.deep.equal(['not-connected', 'not-connected']);
  });

  it('that were under way when the connection was lost fail then', async () => {
    const holding = outcome(call.hold());
    bench.session.lose();
    expect(await holding).to.equal('not-connected');
    expect(bench.session.live(call.id)).to.equal(true);
  });

  it('send digits, and refuse what is none', async () => {
    expect(await outcome(call.sendDigits('123A#*'))).to.equal('resolved');
    expect(bench.session.all('sendDigits')).to.deep.equal([['sendDigits', call.id, '123A#*']]);
    for (const digits of ['', '12 3', 'E', '+1']) {
      expect(await outcome(call.sendDigits(digits))).to.equal('invalid-option');
    }
    expect(bench.session.all('sendDigits')).to.have.length(1);
    expect(bench.errors).to.have.length(4);
  });

  it('hang up at once, also while the connection is down; the server hears of it later', async () => {
    bench.session.lose();
    expect(await outcome(call.hangup())).to.equal('resolved');
    expect(call).to.include({ state: 'destroyed', cause: 'normal' });
    expect(bench.session.live(call.id)).to.equal(false);
    expect(bench.session.all('hangup')).to.deep.equal([['hangup', call.id, false]]);
    bench.client.reconnectNow();
    await bench.time.settle();
    expect(bench.session.all('lateBye')).to.deep.equal([['lateBye', call.id]]);
    bench.session.appear(call.id, { object: 2, attach: true });
    expect(bench.session.all('hangup').at(-1), 'what comes back is hung up again').to.deep.equal([
      'hangup',
      call.id,
      true,
    ]);
    expect(bench.client.calls.map(({ state }) => state)).to.deep.equal(['destroyed']);
  });
});

describe('the transfer of a call', () => {
  let bench: Bench;
  let call: CallSession;
  beforeEach(async () => {
    bench = await new Bench().connected();
    call = await bench.active();
  });
  afterEach(() => bench.end());

  it('is not possible without a handler of the page', async () => {
    const error = await failure(call.transfer('agent'));
    expect(error).to.include({ code: 'invalid-option' });
    expect(error?.message).to.include('client.transferHandler');
    expect(bench.errors).to.deep.equal(['invalid-option']);
  });

  it('is done by the handler', async () => {
    const handed: unknown[] = [];
    let done = (): void => undefined;
    bench.client.transferHandler = (...values) => {
      handed.push(...values);
      return new Promise((resolve) => (done = resolve));
    };
    const transferring = outcome(call.transfer('+1 555 765 4321'));
    expect(handed).to.deep.equal([call, '+15557654321']);
    expect(call.pending).to.deep.equal(['transfer']);
    done();
    expect(await transferring).to.equal('resolved');
    expect(call.pending).to.deep.equal([]);
  });

  it('fails with what the handler throws', async () => {
    bench.client.transferHandler = () => Promise.reject(new Error('No such colleague'));
    expect(await failure(call.transfer('agent'))).to.include({ code: 'protocol-error', message: 'No such colleague' });
    bench.client.transferHandler = () => Promise.reject(new PhoneError('invalid-destination'));
    expect(await outcome(call.transfer('agent'))).to.equal('invalid-destination');
    expect(bench.errors).to.deep.equal(['protocol-error', 'invalid-destination']);
  });

  it('fails by its deadline when the handler hangs', async () => {
    bench.client.transferHandler = () => new Promise(() => undefined);
    const transferring = outcome(call.transfer('agent'));
    await bench.time.pass(10_000);
    expect(await transferring).to.equal('command-timeout');
  });

  it('to whom another call is with is one request of the page’s, and both calls wait for it', async () => {
    const holding = call.hold();
    bench.session.progress(call.id, 'held');
    await holding;
    const consultation = await bench.active('+15557654321');
    const handed: unknown[][] = [];
    let done = (): void => undefined;
    bench.client.transferHandler = (...values) => {
      handed.push(values);
      return new Promise((resolve) => (done = resolve));
    };
    const transferring = outcome(call.transfer(consultation));
    expect(handed).to.deep.equal([[call, '+15557654321', consultation]]);
    expect([call.pending, consultation.pending]).to.deep.equal([['transfer'], ['transfer']]);
    done();
    expect(await transferring).to.equal('resolved');
    for (const { id } of [call, consultation]) bench.session.bye(id);
    expect([call.cause, consultation.cause]).to.deep.equal(['replaced', 'replaced']);
  });

  it('takes no call but another that goes on', async () => {
    bench.client.transferHandler = () => Promise.resolve();
    const rings = bench.incoming('rings');
    for (const other of [call, rings]) {
      expect(await outcome(call.transfer(other))).to.equal('invalid-option');
    }
    expect(call.pending).to.deep.equal([]);
  });

  it('of one that rings, or has ended before the press, asks nothing of the page and the other call', async () => {
    let asked = 0;
    bench.client.transferHandler = () => Promise.resolve(void (asked += 1));
    const rings = bench.incoming('rings');
    expect(await outcome(rings.transfer(call))).to.equal('invalid-option');
    const { id } = rings;
    bench.session.bye(id);
    expect(await outcome(rings.transfer(call))).to.equal('AbortError');
    expect([asked, call.pending]).to.deep.equal([0, []]);
    bench.session.bye(call.id);
    expect(call.cause, 'no transfer').to.equal('normal');
  });

  it('takes only what can be called', async () => {
    bench.client.transferHandler = () => Promise.resolve();
    expect(await outcome(call.transfer('to nobody'))).to.equal('invalid-destination');
    expect(call.pending).to.deep.equal([]);
  });
});

describe('an incoming call', () => {
  let bench: Bench;
  let call: CallSession;
  beforeEach(async () => {
    bench = await new Bench().connected();
    call = bench.incoming('incoming-1');
  });
  afterEach(() => bench.end());

  it('is answered when the server says so', async () => {
    const answering = outcome(call.answer());
    expect(call).to.deep.include({ state: 'ringing', pending: ['answer'] });
    bench.session.progress(call.id, 'answered');
    expect(await answering).to.equal('resolved');
    expect(call.state).to.equal('active');
    expect(call.answeredAt).to.equal(bench.time.now);
  });

  it('is asked for once however often it is answered', async () => {
    const first = outcome(call.answer());
    const second = outcome(call.answer());
    expect(bench.session.all('answer')).to.have.length(1);
    bench.session.progress(call.id, 'answered');
    expect(await Promise.all([first, second])).to.deep.equal(['AbortError', 'resolved']);
  });

  it('ends when it is rejected', async () => {
    expect(await outcome(call.reject())).to.equal('resolved');
    expect(call).to.include({ state: 'destroyed', cause: 'rejected' });
    expect(bench.session.all('hangup')).to.deep.equal([['hangup', call.id, true]]);
  });

  it('ends when the caller gives up', () => {
    bench.session.bye(call.id, { cause: 'ORIGINATOR_CANCEL', causeCode: 487 });
    expect(call).to.include({ state: 'destroyed', cause: 'originatorCancel' });
    expect(bench.errors).to.deep.equal([]);
  });

  it('is not answered by itself when the server brings it back', async () => {
    bench.session.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    bench.session.appear(call.id, { object: 2, attach: true });
    expect(call).to.include({ state: 'destroyed', cause: 'error' });
    expect(bench.session.live(call.id)).to.equal(false);
    expect(bench.session.all('hangup')).to.deep.equal([['hangup', call.id, true]]);
  });
});

describe('the object of a call', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await new Bench().connected();
  });
  afterEach(() => bench.end());

  it('stays the same when the SDK replaces its own', async () => {
    const call = await bench.active();
    const { id, startedAt, answeredAt } = call;
    bench.session.lose();
    bench.client.reconnectNow();
    await bench.time.settle();
    bench.session.progress(id, 'recovering');
    bench.session.appear(id, { object: 2, attach: true });
    expect(call.state).to.equal('reconnecting');
    bench.session.progress(id, 'answered', 2);
    await bench.media(id, 2);
    expect(call).to.include({
      state: 'active',
      recoveredCallId: id,
      direction: 'outbound',
      startedAt,
      answeredAt,
      recoveries: 1,
    });
    expect(bench.client.calls).to.deep.equal([call]);
    expect(bench.client.call(id)).to.equal(call);
    expect(bench.events('telnyx-call-recovered').map(({ call: told }) => told)).to.deep.equal([call]);
    bench.session.bye(id);
    expect(call.state, 'what the object before says is stale').to.equal('active');
  });

  it('has the properties of its latest snapshot, which is frozen', async () => {
    const call = await bench.active();
    expect(call.snapshot).to.equal(bench.client.snapshot.calls[0]);
    expect(call.snapshot).to.be.frozen;
    expect(call).to.include({ ...call.snapshot });
    expect(JSON.parse(JSON.stringify(call))).to.include({ id: call.id, state: 'active' });
  });

  it('keeps its last state when it is no longer shown', async () => {
    const call = bench.incoming('first');
    bench.session.bye(call.id);
    for (let index = 0; index < 10; index += 1) {
      bench.incoming(`later-${String(index)}`);
      bench.session.bye(`later-${String(index)}`);
    }
    expect(bench.client.call('first')).to.equal(undefined);
    expect(call.state).to.equal('destroyed');
  });
});
