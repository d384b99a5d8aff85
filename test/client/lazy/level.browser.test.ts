import { expect, waitUntil } from '@open-wc/testing';
import { loudness, tellLevel } from '../../../src/client/lazy/level.ts';
import { isAudible } from '../../support/audible.ts';

/** A microphone into which a tone can be made. */
class Room {
  readonly #context = new AudioContext();
  readonly #gain = new GainNode(this.#context, { gain: 0 });
  readonly track: MediaStreamTrack;

  constructor() {
    const destination = this.#context.createMediaStreamDestination();
    const tone = new OscillatorNode(this.#context, { frequency: 440 });
    tone.connect(this.#gain).connect(destination);
    tone.start();
    [this.track] = destination.stream.getAudioTracks() as [MediaStreamTrack];
  }

  /** From 0 to 1. */
  loud(gain: number): void {
    this.#gain.gain.value = gain;
  }

  async close(): Promise<void> {
    this.track.stop();
    await this.#context.close();
  }
}

describe('how loud it is', () => {
  it('is told from silence to the loudest, evenly to the ear', () => {
    const samples = (each: number): Float32Array => new Float32Array(64).fill(each);
    expect(loudness(samples(0))).to.equal(0);
    expect(loudness(samples(0.0001)), 'a room is never quite silent').to.equal(0);
    expect(loudness(samples(1))).to.equal(1);
    expect(loudness(samples(0.01))).to.be.closeTo(1 / 3, 0.001);
    expect(loudness(samples(0.1))).to.be.closeTo(2 / 3, 0.001);
  });
});

describe('the level of a track', () => {
  let audible: boolean;
  let rooms: Room[];
  let stop: () => void;
  let current: MediaStreamTrack | null;
  let levels: (number | null)[];
  before(async () => {
    audible = await isAudible();
  });
  beforeEach(() => {
    rooms = [new Room(), new Room()];
    current = null;
    levels = [];
    stop = tellLevel(
      () => current,
      (level) => levels.push(level),
    );
  });
  afterEach(async () => {
    stop();
    await Promise.all(rooms.map((room) => room.close()));
  });

  /** The level is this several times in a row. */
  const settles = (what: string, holds: (level: number | null) => boolean): Promise<void> => {
    levels.length = 0;
    return waitUntil(() => levels.length >= 5 && levels.slice(-5).every(holds), what, { timeout: 4000 });
  };
  /** Where nothing can be heard, nothing is made up. */
  const is =
    (heard: (level: number) => boolean) =>
    (level: number | null): boolean =>
      audible ? level !== null && heard(level) : level === null;
  const isSilent = is((level) => level === 0);
  const isLoud = is((level) => level > 0.5);

  it('is none without a track, 0 in silence, and moves with what is said', async () => {
    const [room] = rooms as [Room];
    await settles('nobody listens', (level) => level === null);
    current = room.track;
    await settles('silence', isSilent);
    room.loud(0.5);
    await settles('a tone', isLoud);
    const loud = levels.at(-1) ?? 0;
    room.loud(0.05);
    await settles(
      'a softer one',
      is((level) => level > 0.1 && level < loud - 0.2),
    );
    room.loud(0);
    await settles('silence again', isSilent);
  });

  it('is that of the track that is in use now', async () => {
    const [silent, loud] = rooms as [Room, Room];
    loud.loud(0.5);
    current = loud.track;
    await settles('the loud one', isLoud);
    current = silent.track;
    await settles('the silent one', isSilent);
    current = null;
    await settles('none', (level) => level === null);
    current = loud.track;
    await settles('the loud one again', isLoud);
  });

  it('is 0 while the track is muted', async () => {
    const [room] = rooms as [Room];
    room.loud(0.5);
    current = room.track;
    await settles('a tone', isLoud);
    room.track.enabled = false;
    await settles('muted', isSilent);
  });

  it('is told no more once nobody wants to know', async () => {
    await waitUntil(() => levels.length > 2);
    stop();
    const { length } = levels;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(levels).to.have.length(length);
  });
});
