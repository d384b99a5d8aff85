import { expect } from '@open-wc/testing';
import { Bench } from '../support/client-bench.ts';

const elements = (): HTMLAudioElement[] => [...document.querySelectorAll('audio')];

/** A silent sound, so that there is something to play. */
const silence = (): MediaStream => new MediaStream();

/** Decides what comes of playing, as the browser's autoplay policy would. */
function playing(outcome: () => Promise<void>): { plays: number; restore(): void } {
  const original = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'play');
  const counted = {
    plays: 0,
    restore(): void {
      Object.defineProperty(HTMLMediaElement.prototype, 'play', original!);
    },
  };
  HTMLMediaElement.prototype.play = function () {
    counted.plays += 1;
    return outcome();
  };
  return counted;
}

const blocked = (): Promise<void> => Promise.reject(new DOMException('Press something first', 'NotAllowedError'));

describe('the sound of a call', () => {
  let bench: Bench;
  let sound: ReturnType<typeof playing> | null;
  beforeEach(async () => {
    sound = null;
    bench = await new Bench().connected();
  });
  afterEach(async () => {
    sound?.restore();
    await bench.end();
    expect(elements()).to.have.length(0);
  });

  it('has an element of its own for each call, from the start to the end', async () => {
    expect(elements()).to.have.length(0);
    const outbound = await bench.accepted();
    const inbound = bench.incoming('incoming');
    expect(elements(), 'what rings makes no sound of its own').to.deep.equal([bench.session.dialled.audio]);
    void inbound.answer().catch(() => undefined);
    const [, , answered] = bench.session.all('answer')[0] ?? [];
    expect(elements()).to.deep.equal([bench.session.dialled.audio, answered]);
    for (const element of elements()) expect([element.hidden, element.autoplay]).to.deep.equal([true, true]);
    await outbound.hangup();
    expect(elements()).to.deep.equal([answered]);
    await inbound.hangup();
  });

  it('is played when the call is answered', async () => {
    sound = playing(() => Promise.resolve());
    const call = await bench.accepted();
    bench.session.dialled.audio.srcObject = silence();
    bench.session.progress(call.id, 'ringing');
    expect(sound.plays).to.equal(0);
    bench.session.progress(call.id, 'answered');
    expect(sound.plays).to.equal(1);
  });

  it('is played also when it comes after the answer', async () => {
    sound = playing(() => Promise.resolve());
    const call = await bench.accepted();
    bench.session.progress(call.id, 'answered');
    const { audio } = bench.session.dialled;
    expect(sound.plays).to.equal(0);
    audio.srcObject = silence();
    audio.dispatchEvent(new Event('loadedmetadata'));
    expect(sound.plays).to.equal(1);
  });

  for (const press of ['pointerdown', 'pointerup', 'keydown', 'click']) {
    it(`that the browser keeps back is told of once, and cured by the first ${press} that it takes for one`, async () => {
      let allowed = false;
      sound = playing(() => (allowed ? Promise.resolve() : blocked()));
      const call = await bench.accepted();
      bench.session.dialled.audio.srcObject = silence();
      bench.session.progress(call.id, 'answered');
      bench.session.dialled.audio.dispatchEvent(new Event('loadedmetadata'));
      expect(bench.client.snapshot.playbackBlocked).to.equal(false);
      await bench.time.settle();
      expect(bench.errors).to.deep.equal(['playback-blocked']);
      expect(bench.client.snapshot.playbackBlocked).to.equal(true);
      document.body.dispatchEvent(new Event(press, { bubbles: true }));
      await bench.time.settle();
      expect(bench.client.snapshot.playbackBlocked, 'a press that does not count').to.equal(true);
      allowed = true;
      const { plays } = sound;
      document.body.dispatchEvent(new Event(press, { bubbles: true }));
      await bench.time.settle();
      expect(bench.client.snapshot.playbackBlocked).to.equal(false);
      expect(sound.plays).to.equal(plays + 1);
      document.body.dispatchEvent(new Event(press, { bubbles: true }));
      expect(sound.plays, 'nobody waits for a press any more').to.equal(plays + 1);
      expect(bench.errors).to.deep.equal(['playback-blocked']);
    });
  }

  it('that is kept back when the call ends is no matter any more', async () => {
    sound = playing(blocked);
    const call = await bench.accepted();
    bench.session.dialled.audio.srcObject = silence();
    bench.session.progress(call.id, 'answered');
    await bench.time.settle();
    expect(bench.client.snapshot.playbackBlocked).to.equal(true);
    await call.hangup();
    expect(bench.client.snapshot.playbackBlocked).to.equal(false);
    const { plays } = sound;
    document.body.dispatchEvent(new Event('keydown', { bubbles: true }));
    expect(sound.plays).to.equal(plays);
  });

  it('that cannot be played for any other reason is no business of the user', async () => {
    sound = playing(() => Promise.reject(new DOMException('Replaced', 'AbortError')));
    const call = await bench.accepted();
    bench.session.dialled.audio.srcObject = silence();
    bench.session.progress(call.id, 'answered');
    await bench.time.settle();
    expect(bench.errors).to.deep.equal([]);
  });
});
