import { expect } from '@open-wc/testing';
import { PhoneError } from '../../src/contract/errors.ts';
import { Bench } from '../support/client-bench.ts';
import { failure, outcome } from '../support/outcome.ts';

describe('dialling', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await new Bench({ callerNumber: '+15550001111', callerName: 'Shop' }).connected();
  });
  afterEach(() => bench.end());

  it('resolves with the call when the server has accepted it', async () => {
    const dialling = bench.client.dial(' +1 (555) 123-4567 ');
    await bench.time.settle();
    const { callId, destination, callerNumber, callerName } = bench.session.dialled;
    expect([destination, callerNumber, callerName]).to.deep.equal(['+15551234567', '+15550001111', 'Shop']);
    expect(bench.client.call(callId)).to.deep.include({
      state: 'new',
      pending: ['dial'],
      remoteNumber: '+15551234567',
    });
    bench.session.progress(callId, 'accepted');
    const call = await dialling;
    expect(call).to.equal(bench.client.call(callId));
    expect(call.pending).to.deep.equal([]);
  });

  it('hands over what came with it', async () => {
    const options = {
      customHeaders: [{ name: 'X-Ticket', value: '7' }],
      clientState: 'c3RhdGU=',
      preferredCodecs: [{ mimeType: 'audio/opus', clockRate: 48_000 }],
    };
    void bench.client.dial('agent', options).catch(() => undefined);
    await bench.time.settle();
    expect(bench.session.dialled).to.deep.include(options);
  });

  it('fails for what cannot be called, before anything is sent', async () => {
    expect(await outcome(bench.client.dial('not a number'))).to.equal('invalid-destination');
    expect(bench.errors).to.deep.equal(['invalid-destination']);
    expect(bench.session.all('dial')).to.deep.equal([]);
    expect(bench.client.calls).to.deep.equal([]);
  });

  it('fails when the server does not take it, and the call ends', async () => {
    const dialling = failure(bench.client.dial('agent'));
    await bench.time.settle();
    const { callId } = bench.session.dialled;
    bench.session.tell({
      type: 'problem',
      severity: 'error',
      code: 'mic-denied',
      sdkCode: 42001,
      message: null,
      callId,
      fatal: true,
    });
    expect(await dialling).to.include({ code: 'mic-denied', sdkCode: 42001, callId });
    expect(bench.events('telnyx-error')).to.have.length(1);
    expect(bench.events('telnyx-error')[0]).to.deep.include({
      code: 'mic-denied',
      sdkCode: 42001,
      callId,
      fatal: true,
    });
    expect(bench.client.call(callId)).to.include({ state: 'destroyed', cause: 'error' });
  });

  it('fails when it cannot even be begun', async () => {
    bench.session.refusal = new PhoneError('invalid-destination', { message: 'The SDK knows better.' });
    const error = await failure(bench.client.dial('agent'));
    expect(error).to.include({ code: 'invalid-destination', message: 'The SDK knows better.' });
    expect(bench.errors).to.deep.equal(['invalid-destination']);
    expect(bench.client.calls.map(({ state }) => state)).to.deep.equal(['destroyed']);
    expect(document.querySelectorAll('audio')).to.have.length(0);
  });

  it('fails 20 s after the microphone was given, when nothing answers', async () => {
    const dialling = outcome(bench.client.dial('agent'));
    bench.session.asking = true;
    await bench.time.settle();
    const { callId } = bench.session.dialled;
    await bench.time.pass(120_000);
    expect(bench.client.call(callId)?.pending, 'the user may take all the time to decide').to.deep.equal(['dial']);
    bench.session.tell({ type: 'microphone-given', callId });
    await bench.time.pass(21_000);
    expect(await dialling).to.equal('command-timeout');
    expect(bench.errors).to.deep.equal(['command-timeout']);
    expect(bench.client.call(callId)?.state).to.equal('destroyed');
  });

  it('resolves also for a call that the other side turns down', async () => {
    const dialling = bench.client.dial('9001');
    await bench.time.settle();
    bench.session.bye(bench.session.dialled.callId, { cause: 'USER_BUSY', causeCode: 17, sipCode: 486 });
    expect(await dialling).to.include({ state: 'destroyed', cause: 'rejected', sipCode: 486 });
    expect(bench.errors).to.deep.equal([]);
  });

  it('is overtaken by the hang-up', async () => {
    const dialling = outcome(bench.client.dial('agent'));
    await bench.time.settle();
    const call = bench.client.calls[0];
    expect(await outcome(call!.hangup())).to.equal('resolved');
    expect(await dialling).to.equal('AbortError');
    expect(call).to.include({ state: 'destroyed', cause: 'originatorCancel' });
    expect(bench.errors).to.deep.equal([]);
  });

  it('is not possible while reconnecting', async () => {
    bench.session.lose();
    expect(await outcome(bench.client.dial('agent'))).to.equal('not-connected');
    expect(bench.errors).to.deep.equal(['not-connected']);
  });

  it('is not possible where there is no microphone to be had', async () => {
    const secure = Object.getOwnPropertyDescriptor(globalThis, 'isSecureContext');
    const devices = Object.getOwnPropertyDescriptor(Navigator.prototype, 'mediaDevices');
    Object.defineProperty(Navigator.prototype, 'mediaDevices', { configurable: true, get: () => undefined });
    try {
      expect(await outcome(bench.client.dial('agent'))).to.equal('unsupported-browser');
      Object.defineProperty(globalThis, 'isSecureContext', { configurable: true, get: () => false });
      expect(await outcome(bench.client.dial('agent'))).to.equal('insecure-context');
    } finally {
      Object.defineProperty(Navigator.prototype, 'mediaDevices', devices!);
      if (secure === undefined) Reflect.deleteProperty(globalThis, 'isSecureContext');
      else Object.defineProperty(globalThis, 'isSecureContext', secure);
    }
  });
});

describe('dialling before there is a connection', () => {
  let bench: Bench;
  afterEach(() => bench.end());

  it('connects first', async () => {
    bench = new Bench({ connectMode: 'lazy' });
    expect(bench.sdk.loads, 'nothing is loaded for a phone that nobody uses').to.equal(0);
    const call = await bench.accepted();
    expect(call.state).to.equal('new');
    expect(bench.state).to.equal('connected');
  });

  it('waits for the connection that is being made', async () => {
    bench = new Bench({ connectMode: 'lazy' });
    bench.sdk.registers = false;
    const connecting = bench.client.connect();
    await bench.time.settle();
    const dialling = bench.client.dial('agent');
    bench.session.register();
    await connecting;
    await bench.time.settle();
    bench.session.progress(bench.session.dialled.callId, 'accepted');
    expect((await dialling).remoteNumber).to.equal('agent');
  });

  it('is not possible when connecting is left to the page', async () => {
    bench = new Bench({ connectMode: 'manual' });
    expect(await outcome(bench.client.dial('agent'))).to.equal('not-connected');
    expect(bench.errors).to.deep.equal(['not-connected']);
    expect(bench.sdk.loads).to.equal(0);
  });

  it('is not possible without credentials', async () => {
    bench = new Bench(null);
    bench.client.configure({ connectMode: 'lazy' });
    expect(await outcome(bench.client.dial('agent'))).to.equal('not-configured');
    expect(bench.errors).to.deep.equal(['not-configured']);
  });

  it('is not possible after the user has disconnected', async () => {
    bench = await new Bench({ connectMode: 'lazy' }).connected();
    await bench.client.disconnect();
    expect(await outcome(bench.client.dial('agent'))).to.equal('not-connected');
  });
});

describe('aborting a call', () => {
  let bench: Bench;
  afterEach(() => bench.end());

  it('before it begins begins nothing', async () => {
    bench = await new Bench().connected();
    expect(await outcome(bench.client.dial('agent', { signal: AbortSignal.abort() }))).to.equal('AbortError');
    expect(bench.session.all('dial')).to.deep.equal([]);
    expect(bench.errors).to.deep.equal([]);
  });

  it('while it connects gives it up at once, and nothing is dialled later', async () => {
    bench = new Bench({ connectMode: 'lazy' });
    bench.sdk.registers = false;
    const abort = new AbortController();
    const dialling = outcome(bench.client.dial('agent', { signal: abort.signal }));
    await bench.time.settle();
    abort.abort();
    expect(await dialling).to.equal('AbortError');
    bench.session.register();
    await bench.time.settle();
    expect(bench.state).to.equal('connected');
    expect(bench.session.all('dial')).to.deep.equal([]);
  });

  it('before it is accepted hangs it up', async () => {
    bench = await new Bench().connected();
    const abort = new AbortController();
    const dialling = failure(bench.client.dial('agent', { signal: abort.signal }));
    await bench.time.settle();
    const reason = new DOMException('Changed my mind', 'AbortError');
    abort.abort(reason);
    expect(await dialling).to.equal(reason);
    const { callId } = bench.session.dialled;
    expect(bench.session.all('hangup')).to.deep.equal([['hangup', callId, true]]);
    expect(bench.client.call(callId)).to.include({ state: 'destroyed', cause: 'originatorCancel' });
    expect(bench.errors).to.deep.equal([]);
  });

  it('after it is accepted is too late: then it is hung up as any other', async () => {
    bench = await new Bench().connected();
    const abort = new AbortController();
    const dialling = bench.client.dial('agent', { signal: abort.signal });
    await bench.time.settle();
    bench.session.progress(bench.session.dialled.callId, 'accepted');
    const call = await dialling;
    abort.abort();
    expect(call.state).to.equal('new');
  });
});
