import type { Ring } from '../selectors/ring.ts';

interface Tone {
  /** Hertz, sounded together. */
  readonly pitches: readonly number[];
  /** Seconds. */
  readonly lasts: number;
}

const silence = (lasts: number): Tone => ({ pitches: [], lasts });

/** Two notes taking turns, softly; and the ringback and the call-waiting tone that callers in North America know. */
const CADENCES: Readonly<Record<Ring, readonly Tone[]>> = {
  ringtone: [
    ...Array.from({ length: 4 }, (): Tone[] => [
      { pitches: [659.26], lasts: 0.14 },
      { pitches: [830.61], lasts: 0.14 },
    ]).flat(),
    silence(0.4),
    ...Array.from({ length: 4 }, (): Tone[] => [
      { pitches: [659.26], lasts: 0.14 },
      { pitches: [830.61], lasts: 0.14 },
    ]).flat(),
    silence(2),
  ],
  ringback: [{ pitches: [440, 480], lasts: 2 }, silence(4)],
  waiting: [{ pitches: [440], lasts: 0.3 }, silence(9.7)],
};

const LOUDNESS: Readonly<Record<Ring, number>> = { ringtone: 0.25, ringback: 0.1, waiting: 0.06 };
/** Of a tone's beginning and end, so that it does not click; seconds. */
const FADE = 0.012;

/** One round of a ring, to be looped: samples from -1 to 1. */
export function cadence(ring: Ring, sampleRate: number): Float32Array<ArrayBuffer> {
  const tones = CADENCES[ring];
  const total = tones.reduce((sum, { lasts }) => sum + Math.round(lasts * sampleRate), 0);
  const samples = new Float32Array(total);
  let start = 0;
  for (const { pitches, lasts } of tones) {
    const length = Math.round(lasts * sampleRate);
    for (let index = 0; index < length; index++) {
      const edge = Math.min(1, Math.min(index, length - index) / (FADE * sampleRate));
      const wave = pitches.reduce((sum, hertz) => sum + Math.sin((2 * Math.PI * hertz * index) / sampleRate), 0);
      samples[start + index] = (wave * edge * LOUDNESS[ring]) / Math.max(1, pitches.length);
    }
    start += length;
  }
  return samples;
}
