import { expect } from 'chai';
import { nothingMeasured, readReport, type SdkReport } from '../../src/sdk/network-report.ts';

const FLOWS = { inbound: { flowing: true }, outbound: { flowing: true } };
const COUNTS = { host: 2, srflx: 1, prflx: 0, relay: 1 };

/** What the SDK reports of a line on which this was measured. */
const report = (
  { loss = 0, jitter = 2, roundTrip = 30 }: { loss?: number; jitter?: number; roundTrip?: number } = {},
  over: Partial<SdkReport> = {},
): SdkReport => ({
  ice: { candidateCounts: COUNTS, selectedPair: { localCandidate: { candidateType: 'host' } } },
  network: {
    ...FLOWS,
    rtt: { average: roundTrip },
    jitter: { average: jitter },
    packets: { packetLossFraction: loss },
  },
  ...over,
});

describe('what the SDK has measured before a call', () => {
  it('is told in our words', () => {
    const { network, warnings } = readReport(report({ loss: 0.004 }));
    expect(network).to.deep.include({ cause: null, loss: 0.004, jitter: 2, roundTrip: 30, relay: false });
    expect(network.candidates).to.deep.equal(COUNTS);
    expect(network.mos).to.be.within(4.3, 4.5);
    expect(warnings).to.deep.equal([]);
    expect(network).to.be.frozen;
  });

  // The same lines in a call: test/sdk/quality.test.ts.
  for (const [numbers, level, warnings] of [
    [{}, 'excellent', []],
    [{ loss: 0.02 }, 'good', ['high-loss']],
    [{ loss: 0.06 }, 'fair', ['high-loss']],
    [{ roundTrip: 420 }, 'good', ['high-latency']],
    [{ jitter: 45 }, 'excellent', ['high-jitter']],
    [{ loss: 0.2, roundTrip: 900 }, 'poor', ['high-latency', 'high-loss', 'low-quality']],
  ] as const) {
    it(`is ${level} with ${JSON.stringify(numbers)}, and warns of ${warnings.join(', ') || 'nothing'}`, () => {
      const found = readReport(report(numbers));
      expect([found.network.level, found.warnings]).to.deep.equal([level, warnings]);
    });
  }

  for (const [what, flows] of [
    ['nothing comes', { inbound: { flowing: false }, outbound: { flowing: true } }],
    ['nothing leaves', { inbound: { flowing: true }, outbound: { flowing: false } }],
    ['nothing is known', {}],
  ] as const) {
    it(`has no level where ${what}, however good the rest is`, () => {
      const { network } = readReport({ network: { rtt: { average: 1 }, jitter: { average: 0 }, ...flows } });
      expect([network.cause, network.level, network.mos]).to.deep.equal(['media-failed', null, null]);
    });
  }

  it('has no level where a number is missing', () => {
    const { network } = readReport({ network: { ...FLOWS, rtt: { average: 12 } } });
    expect(network).to.include({ cause: null, roundTrip: 12, jitter: null, mos: null, level: null, relay: null });
    expect(network.candidates).to.equal(null);
  });

  it('says that the audio goes by a relay', () => {
    const ice = { candidateCounts: COUNTS, selectedPair: { localCandidate: { candidateType: 'relay' } } };
    expect(readReport(report({}, { ice })).network.relay).to.equal(true);
  });

  it('hands on what the SDK remarks on the ways, and not its other judgement of what we judge', () => {
    const over = {
      reasons: [
        { code: 'network_high_rtt', source: 'network' },
        { code: 'ice_turn_required', source: 'ice' },
      ],
      warnings: [{ code: 'ice_vpn_detected', source: 'ice' }],
    };
    expect(readReport(report({}, over)).network.remarks).to.deep.equal(['ice_turn_required', 'ice_vpn_detected']);
  });

  it('is nothing where there was no call', () => {
    expect(readReport({}).network).to.include({ cause: 'media-failed', level: null });
    expect(nothingMeasured('no-answer').network).to.include({ cause: 'no-answer', loss: null });
  });
});
