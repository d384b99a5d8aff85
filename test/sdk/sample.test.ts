import { expect } from 'chai';
import { NO_PACKETS, sampleCall as sample } from '../../src/sdk/sample.ts';
import type { SdkCall } from '../../src/sdk/sdk-shape.ts';

/** As much of one of the SDK's calls as is looked at. */
const call = (id: string, about: Partial<Record<keyof SdkCall, unknown>> = {}): SdkCall =>
  ({ id, state: 'active', ...about }) as SdkCall;
const sampleCall = (one: SdkCall, known = new WeakMap()) => sample(one, known, () => {});

describe("a look at a call's packets", () => {
  const peer = (...entries: object[]) => ({
    instance: {
      connectionState: 'connected',
      getStats: async () => new Map(entries.map((entry, index) => [String(index), entry])),
    },
  });

  it('finds nothing before there is a connection', async () => {
    expect(await sampleCall(call('a'))).to.deep.equal({ ...NO_PACKETS, peer: 'new' });
    expect(await sampleCall(call('a', { peer: { instance: null } }))).to.deep.equal({
      ...NO_PACKETS,
      peer: 'new',
    });
  });

  it('adds up what the streams have counted, in milliseconds', async () => {
    const sample = await sampleCall(
      call('a', {
        peer: peer(
          { type: 'codec' },
          { type: 'inbound-rtp', timestamp: 1000, packetsReceived: 100, packetsLost: 2, jitter: 0.005 },
          { type: 'inbound-rtp', timestamp: 1000, packetsReceived: 10 },
          { type: 'outbound-rtp', packetsSent: 90 },
          { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9, bytesReceived: 5, responsesReceived: 2 },
          { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02, bytesReceived: 700 },
          { type: 'candidate-pair', nominated: true },
        ),
      }),
    );
    expect(sample).to.deep.equal({
      peer: 'connected',
      inboundPackets: 110,
      outboundPackets: 90,
      arrivals: 707,
      unheardFor: 0,
      microphoneLost: false,
      quality: { loss: null, lossSent: null, jitter: 5, roundTrip: 20, mos: null, level: null },
    });
  });

  it('takes the round trip of media’s own reports, where there is one', async () => {
    const ice = { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 };
    const report = { type: 'remote-inbound-rtp', timestamp: 900, roundTripTime: 0.3 };
    const roundTrip = async (...entries: object[]) =>
      (await sampleCall(call('a', { peer: peer(...entries) }))).quality!.roundTrip;
    expect([await roundTrip(ice, report), await roundTrip(report, ice)]).to.deep.equal([300, 300]);
    expect([await roundTrip(ice), await roundTrip()]).to.deep.equal([20, null]);
  });

  it('measures the quality of each connection by itself, and says what has been wrong for long', async () => {
    const told: [number, number][] = [];
    const known = new WeakMap();
    const { instance } = peer();
    const look = async (second: number, one: object) => {
      const timestamp = second * 1000;
      Object.assign(
        one,
        peer(
          { type: 'inbound-rtp', timestamp, packetsReceived: second * 40, packetsLost: second * 10, jitter: 0.004 },
          { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.05 },
          { type: 'remote-inbound-rtp', timestamp: timestamp - 500, fractionLost: 0.1 },
        ).instance,
      );
      return (await sample(call('a', { peer: { instance: one } }), known, (warning) => told.push([second, warning])))
        .quality;
    };
    for (let second = 1; second <= 12; second += 1) await look(second, instance);
    const quality = await look(13, instance);
    expect(quality).to.include({ loss: 0.2, jitter: 4, roundTrip: 50, level: 'poor' });
    expect(quality!.lossSent).to.be.closeTo(0.1, 1e-9);
    expect(told).to.deep.equal([
      [11, 31003],
      [12, 31004],
    ]);
    expect((await look(14, peer().instance))!.loss, 'of another connection').to.equal(null);
  });

  describe('knows of the far end’s reports whether it hears us', () => {
    const sent = (second: number) => ({ type: 'outbound-rtp', timestamp: second * 1000, packetsSent: second * 50 });
    const itself = (second: number) => ({ type: 'remote-outbound-rtp', timestamp: second * 1000 - 100 });
    const ofUs = (second: number, about: object = {}) => ({
      type: 'remote-inbound-rtp',
      timestamp: second * 1000 - 50,
      ...about,
    });

    /** Looks once a second, from the first; each finds what the number of the second says. */
    async function unheardAfter(seconds: number, found: (second: number) => object[]): Promise<number> {
      const known = new WeakMap();
      const { instance } = peer();
      let last = 0;
      for (let second = 1; second <= seconds; second += 1) {
        Object.assign(instance, peer(...found(second)).instance);
        ({ unheardFor: last } = await sampleCall(call('a', { peer: { instance } }), known));
      }
      return last;
    }

    for (const [what, found, after, expected] of [
      ['while it tells of our packets', (s) => [sent(s), itself(s), ofUs(s)], 20, 0],
      ['counting them', (s) => [sent(s), itself(s), ofUs(s, { packetsReceived: s * 50 })], 20, 0],
      ['not when it goes on without them', (s) => [sent(s), itself(s), ofUs(1)], 8, 7_000],
      ['not when they do not grow', (s) => [sent(s), itself(s), ofUs(s, { packetsReceived: 70 })], 8, 7_000],
      [
        'not when it reports that all is lost',
        (s) => [sent(s), ofUs(s, s > 1 ? { fractionLost: 255 / 256 } : {})],
        8,
        7_000,
      ],
      ['only once three reports do not', (s) => [sent(s), itself(Math.min(s, 3)), ofUs(1)], 20, 0],
      ['not what no report tells', (s) => [sent(s)], 20, 0],
      ['not from one that never told of us', (s) => [sent(s), itself(s)], 20, 0],
      ['not when its reports stop', (s) => [sent(s), itself(1), ofUs(1)], 20, 0],
      ['when half of it is lost', (s) => [sent(s), itself(s), ofUs(s, { fractionLost: 0.5 })], 20, 0],
      ['with the next word of us', (s) => [sent(s), itself(s), ofUs(s < 9 ? 1 : s)], 9, 0],
      ['not when nothing leaves', (s) => [{ ...sent(s), packetsSent: 40 }, ofUs(s)], 8, 7_000],
      ['not before anything has left', (s) => [{ ...sent(s), packetsSent: 0 }], 20, 0],
      ['not before it has been looked at', (s) => [{ ...sent(s * 10), packetsSent: 40 }], 3, 0],
    ] as [string, (second: number) => object[], number, number][]) {
      it(what, async () => expect(await unheardAfter(after, found)).to.equal(expected));
    }
  });

  it('notices that the microphone has ended', async () => {
    const sends = async (...states: string[]) => {
      const localStream = { getAudioTracks: () => states.map((readyState) => ({ readyState })) };
      return (await sampleCall(call('a', { peer: peer(), localStream }))).microphoneLost;
    };
    expect([await sends('live'), await sends('ended'), await sends()]).to.deep.equal([false, true, false]);
  });

  it('finds the same in whatever order the browser tells it', async () => {
    const entries = [
      { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 },
      { type: 'inbound-rtp', timestamp: 1000, packetsReceived: 1 },
    ];
    const [forth, back] = await Promise.all(
      [entries, entries.toReversed()].map((each) => sampleCall(call('a', { peer: peer(...each) }))),
    );
    expect(forth).to.deep.equal(back);
  });
});
