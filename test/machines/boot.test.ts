import { expect } from 'chai';
import fc from 'fast-check';
import { EARLY_MESSAGES } from '../../src/contract/errors.ts';
import { stepBoot, viewBoot } from '../../src/machines/boot.ts';
import { initialConnection, type ConnectionMachine } from '../../src/machines/connection-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { initialPhone } from '../../src/machines/phone-state.ts';
import { stepPhone } from '../../src/machines/root.ts';
import { viewPhone } from '../../src/machines/view.ts';
import { effectInWords, inWords, NOW } from '../support/machines.ts';
import { configured } from '../support/world.ts';

const FAILED = { type: 'load-failed', code: 'sdk-load-failed', final: false } as const;
const FRESH = initialConnection(1, true);

/** What the events make of a phone that was never connected, and what is to be done, in words. */
function after(...events: readonly MachineEvent[]): string[] {
  let machine = FRESH;
  return events.map((event) => {
    const { state, effects } = stepBoot(machine, event, NOW);
    machine = state;
    return [inWords(state, NOW), ...effects.map(effectInWords)].join(' > ');
  });
}

describe('the phone before its code is there', () => {
  it('has it fetched when it is to connect, and tries again when that fails', () => {
    expect(after({ type: 'connect' }, FAILED, { type: 'reconnect-now' }, FAILED)).to.deep.equal([
      'preparing #1 +30000 > load',
      'waiting #2 signaling ~2s > report sdk-load-failed',
      'preparing #2 signaling +30000 > load',
      'waiting #3 signaling ~4s',
    ]);
  });

  it('gives up after as many attempts as are allowed, with a way back', () => {
    const steps = after(configured(1, 'password'), { type: 'connect' }, FAILED, { type: 'reconnect-now' });
    expect(steps.slice(2)).to.deep.equal([
      'closed exhausted: exhausted > report sdk-load-failed > drop-socket > report! exhausted',
      'preparing #1 +30000 > load',
    ]);
  });

  it('waits for the network', () => {
    expect(after({ type: 'offline' }, { type: 'connect' }, { type: 'online' }, { type: 'woke' })).to.deep.equal([
      'idle',
      'offline #1 offline > report offline',
      'waiting #1 signaling <0.5s',
      'preparing #1 signaling +30000 > load',
    ]);
  });

  it('is put away by the user without anybody to say goodbye to', () => {
    const steps = after({ type: 'connect' }, { type: 'disconnect', forget: true }, { type: 'session-closed' });
    expect(steps.slice(1)).to.deep.equal(['closing to disconnected +8000 > close-session forget', 'closed user']);
  });

  it('keeps what it shows as long as it says the same', () => {
    const shown = viewBoot(FRESH, null);
    expect(viewBoot({ ...FRESH, seed: 7 }, shown)).to.equal(shown);
    expect(viewBoot({ ...FRESH, maxAttempts: 3 }, shown)).to.deep.include({ calls: shown.calls });
  });

  /** What can happen to a phone while its code is not there. */
  const event = fc.constantFrom<MachineEvent>(
    configured(3, 'password'),
    { type: 'connect' },
    { type: 'reconnect-now' },
    { type: 'disconnect', forget: false },
    { type: 'disconnect', forget: true },
    { type: 'release' },
    { type: 'session-closed' },
    FAILED,
    { ...FAILED, code: 'unsupported-browser', final: true },
    { type: 'offline' },
    { type: 'online' },
    { type: 'woke' },
    { type: 'network-changed' },
    { type: 'tick' },
    { type: 'heard', heardAt: 0 },
  );
  const moment = fc.record({ event, passes: fc.integer({ min: 0, max: 40_000 }) });

  it('does and shows at every moment what the whole machine would, in words that it has', () => {
    const reported = new Set<string>();
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), fc.array(moment, { maxLength: 60 }), (seed, online, moments) => {
        let boot: ConnectionMachine = initialConnection(seed, online);
        let whole = stepPhone(initialPhone(boot), configured(10, 'password'), NOW).state;
        let at = NOW;
        for (const { event: happens, passes } of moments) {
          at += passes;
          const small = stepBoot(boot, happens, at);
          const large = stepPhone(whole, happens, at);
          boot = small.state;
          whole = large.state;
          expect(small.effects).to.deep.equal(large.effects);
          for (const effect of small.effects) if (effect.type === 'report') reported.add(effect.code);
          expect(small.wakeAt).to.equal(large.wakeAt);
          expect(viewBoot(boot, null)).to.deep.equal(viewPhone(whole, null));
          expect(boot).to.deep.equal(whole.connection);
        }
      }),
      { numRuns: 2000 },
    );
    // That one is what the code says when it has come; before, there would be no sentence for it.
    reported.delete('unsupported-browser');
    expect([...reported].filter((code) => !(code in EARLY_MESSAGES))).to.deep.equal([]);
  });
});
