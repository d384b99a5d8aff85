import { expect } from 'chai';
import { endMicrophone, Handles, isOver, replaceMicrophone, stopTracks } from '../../src/sdk/handles.ts';
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

  it('let go of the microphone that they are given after their end', () => {
    const given = () => {
      const track = { live: true, stop: () => (track.live = false) };
      return { track, getTracks: () => [track] };
    };
    const [had, late] = [given(), given()];
    const ended = call('a', { localStream: had, options: { localStream: had, attach: true } });
    endMicrophone(ended);
    Object.assign(ended.options, { localStream: late });
    expect([had.track.live, late.track.live]).to.deep.equal([false, false]);
    expect(ended.options.localStream).to.equal(late);
    Object.assign(ended.options, { localStream: null });
    expect({ ...ended.options }).to.deep.equal({ localStream: null, attach: true });
  });
});

describe('a microphone in place of one that has ended', () => {
  const stream = (kind = 'audio') => {
    const track = { kind, readyState: 'live', enabled: true, stop: () => (track.readyState = 'ended') };
    return { track, getTracks: () => [track], getAudioTracks: () => [track] };
  };
  const inCall = (former: ReturnType<typeof stream>, senders: object[]) =>
    call('a', {
      localStream: former,
      options: { localStream: former },
      peer: { instance: { getSenders: () => senders } },
    });

  it('is sent in its place, and is what the SDK mutes', async () => {
    const [former, next] = [stream(), stream()];
    let sent: unknown = null;
    const replaceTrack = async (track: unknown) => {
      await new Promise(setImmediate);
      sent = track;
    };
    const one = inCall(former, [{ track: null }, { track: former.track, replaceTrack }]);
    await replaceMicrophone(one, next as unknown as MediaStream);
    expect([sent, one.options.localStream]).to.deep.equal([next.track, next]);
    expect([former.track.readyState, next.track.readyState]).to.deep.equal(['ended', 'live']);
  });

  it('is as muted as that was before any of it is sent', () => {
    const [former, next] = [stream(), stream()];
    former.track.enabled = false;
    const heard: boolean[] = [];
    const sender = { track: former.track, replaceTrack: async () => void heard.push(next.track.enabled) };
    void replaceMicrophone(inCall(former, [sender]), next as unknown as MediaStream);
    expect(heard).to.deep.equal([false]);
  });

  it('has ended as well when it cannot be sent', async () => {
    const [former, refused, unsent] = [stream(), stream(), stream()];
    const refuses = { track: former.track, replaceTrack: () => Promise.reject(new Error('closed')) };
    await replaceMicrophone(inCall(former, [refuses]), refused as unknown as MediaStream);
    await replaceMicrophone(inCall(former, []), unsent as unknown as MediaStream);
    expect([refused.track.readyState, unsent.track.readyState]).to.deep.equal(['ended', 'ended']);
  });
});
