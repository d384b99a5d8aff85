/** G.711 mu-law: 8,000 samples a second of one byte each. */

export const SAMPLE_RATE = 8_000;
/** One RTP packet carries 20 ms. */
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1_000;
/** The code for a sample of zero. */
export const SILENCE = 0xff;

const BIAS = 0x84;
const CLIP = 32_635;

export function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(Math.round(sample)), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

export function decodeSample(code: number): number {
  const value = ~code & 0xff;
  const magnitude = ((((value & 0x0f) << 3) + BIAS) << ((value >> 4) & 0x07)) - BIAS;
  return value & 0x80 ? -magnitude : magnitude;
}

const DECODED = Int16Array.from({ length: 256 }, (_, code) => decodeSample(code));

/** Root mean square of a mu-law payload, on the scale of 16-bit samples; 0 for an empty one. */
export function loudness(payload: Uint8Array): number {
  if (payload.length === 0) return 0;
  let sum = 0;
  for (const code of payload) sum += (DECODED[code] ?? 0) ** 2;
  return Math.sqrt(sum / payload.length);
}

/**
 * Something like a voice, of nobody who says anything: a low tone with overtones, in syllables. Cut into frames as below.
 */
export function babble(amplitude: number): () => Buffer {
  let sample = 0;
  return () => {
    const frame = Buffer.alloc(FRAME_SAMPLES);
    for (let i = 0; i < FRAME_SAMPLES; i++, sample++) {
      const turn = (2 * Math.PI * sample) / SAMPLE_RATE;
      const voice = Math.sin(150 * turn) + 0.6 * Math.sin(450 * turn) + 0.35 * Math.sin(1_050 * turn);
      // Four syllables a second, none of them quite silent.
      frame[i] = encodeSample((amplitude / 2) * voice * (0.15 + 0.85 * Math.sin(2 * turn) ** 2));
    }
    sample %= SAMPLE_RATE;
    return frame;
  };
}

/** An endless sine, cut into frames whose phase goes on from one to the next. */
export function sine(hertz: number, amplitude: number): () => Buffer {
  let sample = 0;
  return () => {
    const frame = Buffer.alloc(FRAME_SAMPLES);
    for (let i = 0; i < FRAME_SAMPLES; i++, sample++) {
      frame[i] = encodeSample(amplitude * Math.sin((2 * Math.PI * hertz * sample) / SAMPLE_RATE));
    }
    // A whole number of periods in a second, so that the counter can start over without a click.
    sample %= SAMPLE_RATE;
    return frame;
  };
}
