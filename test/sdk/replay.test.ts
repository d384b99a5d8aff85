import { expect } from 'chai';
import type { MachineEvent } from '../../src/machines/events.ts';
import { initialConnection } from '../../src/machines/connection-state.ts';
import { initialPhone, type PhoneMachine } from '../../src/machines/phone-state.ts';
import { stepPhone } from '../../src/machines/root.ts';
import { viewPhone } from '../../src/machines/view.ts';
import { observe, readTrace, type Trace } from './trace.ts';

const START = 1_700_000_000_000;

/** The phone as it stands when a recorded trace has been played to it, a batch every 100 ms. */
class Replay {
  at = START;
  machine: PhoneMachine = initialPhone(initialConnection(1, true));

  constructor(trace: Trace) {
    this.step({ type: 'configured', maxAttempts: 10, credentials: 'password', token: 'replaced' });
    this.step({ type: 'connect' });
    this.step({ type: 'loaded' });
    this.step({ type: 'socket-opening', socket: 1 });
    for (const batch of observe(trace)) {
      this.at += 100;
      for (const observation of batch) {
        if (observation.type === 'socket-open' && observation.socket > 1) {
          this.step({ type: 'reconnect-now' });
          this.step({ type: 'socket-opening', socket: observation.socket });
        }
        this.step(observation);
      }
    }
  }

  get call() {
    const call = viewPhone(this.machine, null).calls[0];
    if (call === undefined) throw new Error('There is no call');
    return call;
  }

  step(event: MachineEvent): void {
    const { state, raise } = stepPhone(this.machine, event, this.at);
    this.machine = state;
    for (const next of raise) this.step(next);
  }

  /** Lets seconds pass in which packets arrive, or do not. */
  pass(seconds: number, { packets }: { packets: boolean }): void {
    for (let second = 0; second < seconds; second += 1) {
      this.at += 1000;
      const { id, object, media } = this.machine.calls[0]!;
      const inboundPackets = media.inboundPackets + (packets ? 50 : 0);
      const sample = { peer: 'connected', inboundPackets, outboundPackets: 0 } as const;
      const unmeasured = {
        unheardFor: 0,
        microphoneLost: false,
        arrivals: null,
        quality: null,
      };
      this.step({ type: 'sampled', callId: id, object, sample: { ...sample, ...unmeasured } });
      this.step({ type: 'tick' });
    }
  }
}

/** The trace up to the first batch with such a signal. */
function before(trace: Trace, kind: string, socket: number): Trace {
  const end = trace.findIndex((batch) =>
    batch.some((signal) => signal.kind === kind && 'socket' in signal && signal.socket === socket),
  );
  return trace.slice(0, end);
}

describe('the phone, when the SDK says what it said', () => {
  /** Brought back before, and after, the server has said that the phone is registered. */
  const RECOVERIES = {
    'early, as in reattach-twice': before(readTrace('reattach-twice'), 'socket-closed', 2),
    'late, as in reattach-active': readTrace('reattach-active'),
  };
  for (const [when, trace] of Object.entries(RECOVERIES)) {
    it(`keeps a call that the server brought back ${when}, though the other side falls silent later`, () => {
      const replay = new Replay(trace);
      replay.pass(20, { packets: true });
      expect(replay.call).to.include({ state: 'active', recoveries: 1, remoteMedia: 'flowing' });
      replay.pass(10, { packets: false });
      expect(replay.call).to.include({ state: 'active', remoteMedia: 'stalled' });
    });
  }

  it('lets a call that was brought back twice be one call', () => {
    const replay = new Replay(readTrace('reattach-twice').slice(0, -2));
    replay.pass(2, { packets: true });
    expect(replay.machine.calls).to.have.length(1);
    expect(replay.call).to.include({ state: 'active', direction: 'outbound', remoteNumber: '9196', recoveries: 2 });
  });

  it('keeps the hold of a call that was brought back', () => {
    const replay = new Replay(readTrace('reattach-held'));
    replay.pass(12, { packets: false });
    expect(replay.call).to.include({ state: 'held', held: true, remoteMedia: null });
  });

  const ends: Readonly<Record<string, object>> = {
    'outbound-ended-by-server': { cause: 'normal', sipCode: null },
    'outbound-busy': { cause: 'rejected', sipCode: 486, sipReason: 'Busy Here' },
    'outbound-rejected': { cause: 'rejected', sipCode: 603 },
    'outbound-not-found': { cause: 'error', sipCode: 404, sipReason: 'Not Found' },
    'inbound-missed': { cause: 'originatorCancel', sipCode: 487 },
    'reattach-ringing': { cause: 'error', direction: 'inbound', answeredAt: null },
    'session-forgotten': { cause: 'error' },
    'microphone-denied': { cause: 'error' },
  };
  for (const [name, end] of Object.entries(ends)) {
    it(`ends the call of ${name} once, for the right reason`, () => {
      expect(new Replay(readTrace(name)).call).to.include({ state: 'destroyed', ...end });
    });
  }
});
