import { expect } from '@open-wc/testing';
import { Bench } from '../support/client-bench.ts';
import { failure, outcome } from '../support/outcome.ts';

describe('a microphone that cannot be had', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await new Bench().connected();
    bench.session.microphone = 'mic-busy';
  });
  afterEach(() => bench.end());

  it('keeps a dial waiting, and is told of with what can be done', async () => {
    const dialling = bench.client.dial('agent');
    await bench.time.settle();
    const [told] = bench.events('telnyx-media-recovery');
    const { callId } = bench.session.dialled;
    const deadline = Date.now() + 60_000;
    expect(told).to.include({ callId, cause: 'mic-busy', deadline });
    expect(bench.client.snapshot.mediaRecovery).to.deep.equal({
      callId,
      cause: 'mic-busy',
      deadline,
      retrying: false,
    });
    expect(bench.client.call(callId)).to.deep.include({ state: 'new', pending: ['dial'] });
    bench.session.microphone = null;
    told!.resume();
    expect(bench.client.snapshot.mediaRecovery?.retrying).to.equal(true);
    await bench.time.settle();
    expect(bench.client.snapshot.mediaRecovery).to.equal(null);
    bench.session.progress(callId, 'accepted');
    expect(await dialling).to.include({ id: callId });
    expect(bench.errors).to.deep.equal([]);
  });

  it('ends a dial at the deadline, with its code', async () => {
    const dialling = failure(bench.client.dial('agent'));
    await bench.time.settle();
    await bench.time.pass(59_999);
    expect(bench.client.calls[0]?.state).to.equal('new');
    await bench.time.pass(1);
    expect(await dialling).to.include({ code: 'mic-busy' });
    expect(bench.client.calls[0]).to.include({ state: 'destroyed', cause: 'error', error: 'mic-busy' });
    expect(bench.errors).to.deep.equal(['mic-busy']);
    expect(bench.client.snapshot.mediaRecovery).to.equal(null);
  });

  it('ends an answer 20 s after the first refusal, however often it was tried', async () => {
    const call = bench.incoming('in');
    const answering = outcome(call.answer());
    await bench.time.settle();
    await bench.time.pass(15_000);
    bench.client.resumeMedia();
    await bench.time.settle();
    expect(bench.events('telnyx-media-recovery')).to.have.length(2);
    await bench.time.pass(4999);
    expect(call.state).to.equal('ringing');
    await bench.time.pass(1);
    expect(await answering).to.equal('mic-busy');
    expect(bench.session.all('hangup')).to.deep.equal([['hangup', 'in', true]]);
  });

  it('is given up with the call', async () => {
    const call = bench.incoming('in');
    const answering = outcome(call.answer());
    await bench.time.settle();
    bench.client.rejectMedia();
    expect(await answering).to.equal('AbortError');
    expect(call).to.include({ state: 'destroyed', cause: 'rejected' });
    expect(bench.session.all('hangup')).to.deep.equal([['hangup', 'in', true]]);
    expect(bench.errors).to.deep.equal([]);
  });

  it('is tried again by answering again', async () => {
    const call = bench.incoming('in');
    const first = outcome(call.answer());
    await bench.time.settle();
    bench.session.microphone = null;
    const second = outcome(call.answer());
    await bench.time.settle();
    bench.session.progress('in', 'answered');
    expect([await first, await second]).to.deep.equal(['AbortError', 'resolved']);
    expect(bench.session.all('answer')).to.have.length(1);
  });

  it('does nothing once it is over', async () => {
    const call = bench.incoming('in');
    const answering = outcome(call.answer());
    await bench.time.settle();
    const [told] = bench.events('telnyx-media-recovery');
    bench.session.bye('in');
    expect(await answering).to.equal('AbortError');
    told!.resume();
    told!.reject();
    bench.client.resumeMedia();
    bench.client.rejectMedia();
    expect(bench.session.all('resumeMicrophone')).to.deep.equal([]);
  });

  it('is known ahead of a call, looked into at the user’s word, and put away', async () => {
    bench.session.look();
    expect(bench.events('telnyx-media-recovery')[0]).to.include({ callId: null, cause: 'mic-busy', deadline: null });
    bench.client.resumeMedia();
    expect(bench.session.all('resumeMicrophone')).to.deep.equal([['resumeMicrophone', null]]);
    bench.client.rejectMedia();
    expect(bench.client.snapshot.mediaRecovery).to.equal(null);
    bench.session.look();
    expect(bench.client.snapshot.mediaRecovery).to.include({ cause: 'mic-busy' });
    bench.session.microphone = null;
    bench.session.look();
    expect(bench.client.snapshot.mediaRecovery).to.equal(null);
  });
});
