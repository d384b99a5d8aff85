import { expect } from '@open-wc/testing';
import type { CheckOptions, NetworkCheck, PreCallCheck } from '../../src/contract/check.ts';
import type { ErrorCode } from '../../src/contract/errors.ts';
import type { NetworkRequest } from '../../src/sdk/port.ts';
import { Bench } from '../support/client-bench.ts';
import { failure } from '../support/outcome.ts';

const GOOD: NetworkCheck = {
  cause: null,
  loss: 0,
  jitter: 1,
  roundTrip: 20,
  mos: 4.4,
  level: 'excellent',
  relay: false,
  candidates: null,
  remarks: [],
};

const ECHO = '9196';

/** A microphone that is as loud as it is told to be. */
class ScriptedEar {
  readonly asked: (string | null)[] = [];
  refusal: ErrorCode | null = null;
  /** The browser asks the user, who takes their time. */
  answer: Promise<void> = Promise.resolve();
  stream: MediaStream | null = null;
  tell: ((level: number | null) => void) | null = null;

  readonly take = async (deviceId: string | null): Promise<MediaStream | ErrorCode> => {
    this.asked.push(deviceId);
    await this.answer;
    if (this.refusal !== null) return this.refusal;
    return (this.stream = new AudioContext().createMediaStreamDestination().stream);
  };

  readonly listen = (_track: MediaStreamTrack, tell: (level: number | null) => void): (() => void) => {
    this.tell = tell;
    return () => (this.tell = null);
  };

  /** Whether it is switched on. */
  get open(): boolean {
    return this.stream?.getTracks().some(({ readyState }) => readyState === 'live') ?? false;
  }
}

describe('a check before a call', () => {
  let bench: Bench;
  let ear: ScriptedEar;
  beforeEach(() => {
    ear = new ScriptedEar();
    bench = new Bench({ callerNumber: '+15551230000' }, { ear });
  });
  afterEach(() => bench.end());

  const check = (options?: CheckOptions) => bench.client.check(options);
  const requests = () => bench.session.all('checkNetwork').map(([, request]) => request as NetworkRequest);

  /** One that measures, with the phone connected. */
  async function measuring(
    options: CheckOptions = {},
  ): Promise<{ checking: Promise<PreCallCheck>; request: NetworkRequest }> {
    await bench.connected();
    const checking = check({ destination: ECHO, ...options });
    // Whoever is interested in its failure is so later.
    checking.catch(() => undefined);
    await bench.time.settle();
    return { checking, request: requests().at(-1)! };
  }

  describe('of the microphone', () => {
    it('connects to nothing, hears for three seconds, and lets go of it', async () => {
      const levels: unknown[] = [];
      const checking = check({ listener: (...said) => levels.push(said) });
      await bench.time.settle();
      expect(ear.open).to.equal(true);
      for (const level of [null, 0.1, 0.7, 0.2]) ear.tell!(level);
      await bench.time.pass(2999);
      expect(ear.open).to.equal(true);
      await bench.time.pass(1);
      const found = await checking;
      expect(found).to.deep.equal({
        microphone: { cause: null, level: 0.7, silent: false },
        network: null,
        warnings: [],
      });
      expect([found, found.microphone, found.warnings].every(Object.isFrozen)).to.equal(true);
      expect([ear.open, ear.tell]).to.deep.equal([false, null]);
      expect(levels).to.deep.equal([
        ['microphone', null],
        ['measuring', null],
        ['measuring', null],
        ['measuring', 0.1],
        ['measuring', 0.7],
        ['measuring', 0.2],
      ]);
      expect(bench.sdk.sessions, 'sessions').to.have.length(0);
      expect(bench.state).to.equal('idle');
    });

    it('says that nothing was heard, and warns of it', async () => {
      const checking = check();
      await bench.time.settle();
      ear.tell!(0.2);
      await bench.time.pass(3000);
      expect(await checking).to.deep.include({
        microphone: { cause: null, level: 0.2, silent: true },
        warnings: ['mic-quiet'],
      });
    });

    it('does not take for silence what could not be measured', async () => {
      const checking = check();
      await bench.time.settle();
      ear.tell!(null);
      await bench.time.pass(3000);
      expect((await checking).microphone).to.deep.equal({ cause: null, level: null, silent: false });
    });

    it('finds out why it cannot be had, and calls nobody then', async () => {
      await bench.connected();
      ear.refusal = 'mic-denied';
      expect(await check({ destination: ECHO })).to.deep.equal({
        microphone: { cause: 'mic-denied', level: null, silent: false },
        network: null,
        warnings: [],
      });
      expect(requests()).to.deep.equal([]);
      expect(bench.errors).to.deep.equal([]);
    });

    it('asks for the one that calls use', async () => {
      await bench.connected();
      const checking = check();
      await bench.time.pass(3000);
      await checking;
      expect(ear.asked).to.deep.equal([null]);
    });
  });

  describe('of the connection', () => {
    it('is measured in a call that sends no word, and is none to the phone', async () => {
      const { checking, request } = await measuring();
      expect(request).to.deep.include({ destination: ECHO, callerNumber: '+15551230000', callerName: null });
      const [sent] = request.stream.getAudioTracks();
      expect([sent!.enabled, sent!.readyState]).to.deep.equal([false, 'live']);
      expect(request.stream).not.to.equal(ear.stream);
      expect(bench.client.calls).to.deep.equal([]);
      await bench.time.pass(60_000);
      expect(ear.open, 'for as long as it takes').to.equal(true);
      void checking;
    });

    it('comes with what was heard meanwhile, and what a call would suffer from', async () => {
      const warnings = ['high-loss'] as const;
      await bench.connected();
      bench.session.network = Promise.resolve({ network: GOOD, warnings });
      const checking = check({ destination: ' 91 96 ' });
      await bench.time.settle();
      ear.tell!(0.1);
      await bench.time.pass(3000);
      expect(await checking).to.deep.equal({
        microphone: { cause: null, level: 0.1, silent: true },
        network: GOOD,
        warnings: ['mic-quiet', 'high-loss'],
      });
      const [request] = requests();
      expect(request!.destination).to.equal(ECHO);
      expect(request!.stream.getTracks().map(({ readyState }) => readyState)).to.deep.equal(['ended']);
      expect(ear.open).to.equal(false);
      expect(bench.events('telnyx-call-change')).to.deep.equal([]);
    });

    it('is refused with what cannot be called, or an assistant that every call goes to', async () => {
      expect(await failure(check({ destination: '<>' }))).to.include({ code: 'invalid-destination' });
      await bench.end();
      bench = new Bench({ login: '', password: '', assistantId: 'assistant-1' }, { ear });
      expect(await failure(check({ destination: ECHO }))).to.include({ code: 'invalid-option' });
      expect(ear.asked).to.deep.equal([]);
    });

    it('is refused where it may not connect by itself', async () => {
      expect(await failure(check({ destination: ECHO }))).to.include({ code: 'not-connected' });
      expect(ear.open).to.equal(false);
    });
  });

  describe('gives way', () => {
    for (const [to, happen] of [
      ['a call that comes in', () => void bench.incoming('in')],
      ['a call that is made', () => void bench.client.dial('agent').catch(() => undefined)],
    ] as const) {
      it(`at once to ${to}`, async () => {
        const { checking, request } = await measuring();
        happen();
        await bench.time.settle();
        expect([request.signal.aborted, ear.open]).to.deep.equal([true, false]);
        expect(await failure(checking)).to.include({ code: 'call-in-progress' });
        expect(bench.client.calls).to.have.length(1);
        expect(bench.errors).to.deep.equal([]);
      });
    }

    it('while a call goes on', async () => {
      await bench.connected();
      bench.incoming('in');
      expect(await failure(check())).to.include({ code: 'call-in-progress' });
      expect(ear.asked).to.deep.equal([]);
    });

    it('when the connection is lost', async () => {
      const { checking, request } = await measuring();
      bench.session.lose();
      expect(await failure(checking)).to.include({ code: 'not-connected' });
      expect([request.signal.aborted, ear.open]).to.deep.equal([true, false]);
    });

    it('not when the connection is lost that it has no use for', async () => {
      await bench.connected();
      const checking = check();
      await bench.time.settle();
      bench.session.lose();
      await bench.time.pass(3000);
      expect((await checking).microphone.cause).to.equal(null);
    });

    it('to who aborts it', async () => {
      const abort = new AbortController();
      const { checking, request } = await measuring({ signal: abort.signal });
      const reason = new Error('enough');
      abort.abort(reason);
      expect(await failure(checking)).to.equal(reason);
      expect([request.signal.aborted, ear.open]).to.deep.equal([true, false]);
      expect(await failure(check({ signal: abort.signal }))).to.equal(reason);
    });

    it('to another check', async () => {
      const { checking, request } = await measuring();
      const another = check();
      expect(await failure(checking)).to.include({ name: 'AbortError' });
      expect(request.signal.aborted).to.equal(true);
      await bench.time.pass(3000);
      expect((await another).network).to.equal(null);
    });

    it('when the last element is gone, and not when one of two is', async () => {
      const [first, second] = [bench.client.lease(new EventTarget()), bench.client.lease(new EventTarget())];
      const { checking } = await measuring();
      first();
      await bench.time.settle();
      expect(ear.open).to.equal(true);
      second();
      expect(await failure(checking)).to.include({ name: 'AbortError' });
      expect(ear.open).to.equal(false);
    });

    it('before the browser has given the microphone, which is then let go of at once', async () => {
      let answer = (): void => undefined;
      ear.answer = new Promise((resolve) => (answer = resolve));
      const abort = new AbortController();
      const checking = check({ signal: abort.signal });
      await bench.time.settle();
      abort.abort();
      expect(await failure(checking)).to.include({ name: 'AbortError' });
      answer();
      await bench.time.settle();
      expect([ear.stream === null, ear.open, ear.tell]).to.deep.equal([false, false, null]);
    });
  });
});
