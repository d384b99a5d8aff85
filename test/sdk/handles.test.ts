import { expect } from 'chai';
import { Handles, isOver, sampleCall, stopTracks } from '../../src/sdk/handles.ts';
import type { SdkCall } from '../../src/sdk/sdk-shape.ts';

/** As much of one of the SDK's calls as is looked at. */
const call = (id: string, about: Partial<Record<keyof SdkCall, unknown>> = {}): SdkCall =>
  ({ id, state: 'active', ...about }) as SdkCall;

describe("the SDK's objects of a call", () => {
  it('are numbered as they come, each call by itself', () => {
    const handles = new Handles();
    const [first, second, other] = [call('a'), call('a'), call('b')];
    expect([first, second, other, first].map((each) => handles.of(each).object)).to.deep.equal([1, 2, 1, 1]);
    expect(handles.latest('a')?.call).to.equal(second);
    expect(handles.latest('c')).to.equal(undefined);
  });

  it('keep their number, however late they speak', () => {
    const handles = new Handles();
    const first = call('a', { state: 'destroy' });
    handles.of(first);
    for (let recovery = 0; recovery < 5; recovery += 1) handles.of(call('a'));
    expect(handles.of(first).object).to.equal(1);
    expect(handles.latest('a')?.object).to.equal(6);
  });

  it('are let go of when their calls have long been over, but not mistaken for the first of a call later', () => {
    const handles = new Handles();
    const living = call('living');
    handles.of(living);
    for (let index = 0; index < 100; index += 1) handles.of(call(`over-${String(index)}`, { state: 'destroy' }));
    const kept = Array.from({ length: 100 }, (_, index) => handles.latest(`over-${String(index)}`)).filter(Boolean);
    expect(kept).to.have.length(20);
    expect(handles.latest('over-99')).not.to.equal(undefined);
    expect(handles.latest('living')?.call).to.equal(living);
    expect(handles.of(call('over-0')).object).to.equal(2);
  });

  it('are over in the states from which nothing comes back', () => {
    const over = ['new', 'trying', 'active', 'held', 'recovering', 'hangup', 'destroy', 'purge'].filter((state) =>
      isOver({ call: call('a', { state }), object: 1 }),
    );
    expect(over).to.deep.equal(['hangup', 'destroy', 'purge']);
  });

  it('let go of the microphone, if they have it', () => {
    let stopped = 0;
    const track = { stop: () => (stopped += 1) };
    stopTracks(call('a', { localStream: { getTracks: () => [track, track] } }));
    stopTracks(call('a', { localStream: null }));
    stopTracks(call('a'));
    expect(stopped).to.equal(2);
  });
});

describe("a look at a call's packets", () => {
  const NOTHING = {
    inboundPackets: 0,
    outboundPackets: 0,
    packetsLost: 0,
    arrivals: null,
    jitter: null,
    roundTrip: null,
  };
  const peer = (...entries: object[]) => ({
    instance: {
      connectionState: 'connected',
      getStats: async () => new Map(entries.map((entry, index) => [String(index), entry])),
    },
  });

  it('finds nothing before there is a connection', async () => {
    expect(await sampleCall(call('a'))).to.deep.equal({ ...NOTHING, peer: 'new' });
    expect(await sampleCall(call('a', { peer: { instance: null }, localStream: {} }))).to.deep.equal({
      ...NOTHING,
      peer: 'new',
    });
  });

  it('adds up what the streams have counted, in milliseconds', async () => {
    const sample = await sampleCall(
      call('a', {
        localStream: {},
        peer: peer(
          { type: 'codec' },
          { type: 'inbound-rtp', packetsReceived: 100, packetsLost: 2, jitter: 0.005 },
          { type: 'inbound-rtp', packetsReceived: 10 },
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
      packetsLost: 2,
      arrivals: 707,
      jitter: 5,
      roundTrip: 20,
    });
  });

  it('finds the same in whatever order the browser tells it', async () => {
    const entries = [
      { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 },
      { type: 'inbound-rtp', packetsReceived: 1 },
    ];
    const [forth, back] = await Promise.all(
      [entries, entries.toReversed()].map((each) => sampleCall(call('a', { peer: peer(...each) }))),
    );
    expect(forth).to.deep.equal(back);
  });
});
