import { expect } from '@open-wc/testing';
import { KeptSound } from '../../../src/client/kept-sound.ts';
import type { Outlet } from '../../../src/client/outlet.ts';
import { Ringer } from '../../../src/client/lazy/ringer.ts';
import { silenceFile } from '../../support/silence.ts';

const urlOf = (file: BlobPart): string => URL.createObjectURL(new Blob([file], { type: 'audio/wav' }));
const soundUrl = (): string => urlOf(silenceFile());
const brokenUrl = (): string => urlOf('This is no sound.');
/** A sound of which nothing ever comes. */
const hangingUrl = (): string => URL.createObjectURL(new MediaSource());

/** What sounds now, by the browser's own functions: the page's own sounds, and tones. */
class Heard {
  readonly #played = new Set<HTMLMediaElement>();
  readonly #hastened = new Set<HTMLMediaElement>();
  readonly restore: () => void;
  tones = 0;
  refuses = false;
  /** Whether playing is taken for done at once. */
  hasten = false;

  constructor() {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the patched functions have a `this` of their own
    const heard = this;
    const media = HTMLMediaElement.prototype;
    const source = AudioBufferSourceNode.prototype;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- each is called on what it is called on
    const [play, pause, start, stop] = [media.play, media.pause, source.start, source.stop];
    media.play = function () {
      heard.#played.add(this);
      if (heard.refuses) return Promise.reject(new DOMException('Press something first', 'NotAllowedError'));
      // Firefox keeps its promise until somebody has looked at the tab, and fails to play where there is no sound device.
      if (!heard.hasten) return play.call(this);
      heard.#hastened.add(this);
      return Promise.resolve();
    };
    media.pause = function () {
      heard.#hastened.delete(this);
      pause.call(this);
    };
    source.start = function (...when) {
      heard.tones += 1;
      start.apply(this, when);
    };
    source.stop = function (...when) {
      heard.tones -= 1;
      stop.apply(this, when);
    };
    this.restore = () => {
      Object.assign(media, { play, pause });
      Object.assign(source, { start, stop });
    };
  }

  /** How many of the page's own sounds play. */
  get sounds(): number {
    return [...this.#played].filter((sound) => !sound.paused || this.#hastened.has(sound)).length;
  }
}

describe('the ringer', function () {
  this.timeout(15_000);
  let heard: Heard;
  let failures: string[];
  let keeping: boolean[];
  let ringer: Ringer;
  beforeEach(() => {
    heard = new Heard();
    failures = [];
    keeping = [];
    const kept = new KeptSound((is) => keeping.push(is));
    ringer = new Ringer({ kept, failed: (url) => failures.push(url) });
  });
  afterEach(() => {
    ringer.stop();
    expect([heard.tones, heard.sounds], 'nothing sounds any more').to.deep.equal([0, 0]);
    heard.restore();
  });

  const until = async (what: string, holds: () => boolean): Promise<void> => {
    const deadline = Date.now() + 5000;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`In vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  it('makes its own tone, and one at a time', () => {
    ringer.ring('ringtone', null);
    expect(heard.tones).to.equal(1);
    ringer.ring('waiting', null);
    expect(heard.tones).to.equal(1);
  });

  it("plays the page's own sound instead", async () => {
    ringer.ring('ringtone', soundUrl());
    await until('it plays', () => heard.sounds === 1);
    expect([heard.tones, failures]).to.deep.equal([0, []]);
  });

  it('takes its own tone for a sound that cannot be had, and says so once', async () => {
    const url = brokenUrl();
    ringer.ring('ringtone', url);
    await until('it rings', () => heard.tones === 1);
    expect([heard.sounds, failures]).to.deep.equal([0, [url]]);
    ringer.stop();
    ringer.ring('ringtone', url);
    await until('it rings again', () => heard.tones === 1);
    expect(failures).to.deep.equal([url]);
  });

  it('does so for one that does not come in time', async () => {
    const url = hangingUrl();
    ringer.ring('ringback', url);
    await until('it rings', () => heard.tones === 1);
    expect([heard.sounds, failures]).to.deep.equal([0, [url]]);
  });

  it('is not late with a tone for a call that is over', async () => {
    ringer.ring('ringtone', hangingUrl());
    ringer.stop();
    await new Promise((resolve) => setTimeout(resolve, 1700));
    expect([heard.tones, failures]).to.deep.equal([0, []]);
  });

  it('is heard on the speaker that it is given, with its own tones and with the page’s sound', async () => {
    const elements: HTMLMediaElement[] = [];
    const contexts: BaseAudioContext[] = [];
    const outlet: Outlet = {
      element: (element) => void elements.push(element),
      destination(context) {
        contexts.push(context);
        return context.createMediaStreamDestination();
      },
    };
    ringer.ring('ringtone', null, outlet);
    expect([heard.tones, contexts.length, elements]).to.deep.equal([1, 1, []]);
    const url = brokenUrl();
    ringer.ring('ringtone', url, outlet);
    expect(elements.map(({ src }) => src)).to.deep.equal([url]);
    await until('what takes its place is, too', () => contexts.length === 2);
  });

  it('waits for a press where the browser keeps the sound back, however long that takes', async () => {
    heard.refuses = true;
    ringer.ring('ringtone', soundUrl());
    await until('it is kept back', () => keeping.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 1700));
    expect([heard.tones, failures, keeping]).to.deep.equal([0, [], [true]]);
    Object.assign(heard, { refuses: false, hasten: true });
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await until('it is heard', () => heard.sounds === 1 && keeping.length === 2);
    expect(keeping).to.deep.equal([true, false]);
  });

  it('waits no longer than it rings', async () => {
    heard.refuses = true;
    ringer.ring('ringtone', soundUrl());
    await until('it is kept back', () => keeping.length === 1);
    ringer.stop();
    expect(keeping).to.deep.equal([true, false]);
    heard.refuses = false;
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(heard.sounds).to.equal(0);
  });
});
