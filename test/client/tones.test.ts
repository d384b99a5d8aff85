import { expect } from 'chai';
import { cadence } from '../../src/client/tones.ts';

const RATE = 8000;

/** The loudest sample of each half second. */
function halves(samples: Float32Array): number[] {
  const peaks: number[] = [];
  for (let start = 0; start < samples.length; start += RATE / 2) {
    peaks.push(Math.max(...samples.subarray(start, start + RATE / 2).map(Math.abs)));
  }
  return peaks;
}

describe('the tones of a ring', () => {
  it('sound for two seconds in six, as ringback', () => {
    const peaks = halves(cadence('ringback', RATE));
    expect(peaks).to.have.length(12);
    expect(peaks.slice(0, 4).every((peak) => peak > 0.08)).to.equal(true);
    expect(peaks.slice(4)).to.deep.equal([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('sound, rest and sound, as a ringtone, never too loud', () => {
    const samples = cadence('ringtone', RATE);
    const peaks = halves(samples);
    expect(Math.max(...peaks)).to.be.within(0.2, 0.25);
    expect(peaks.slice(-3)).to.deep.equal([0, 0, 0]);
  });

  it('sound once in ten seconds, softly, as call waiting', () => {
    const peaks = halves(cadence('waiting', RATE));
    expect(peaks).to.have.length(20);
    expect(peaks[0]).to.be.within(0.05, 0.06);
    expect(peaks.slice(1)).to.deep.equal(Array.from({ length: 19 }, () => 0));
  });

  it('begin and end without a click', () => {
    for (const ring of ['ringtone', 'ringback', 'waiting'] as const) {
      const samples = cadence(ring, RATE);
      const steps = samples.map((sample, index) => Math.abs(sample - (samples[index - 1] ?? 0)));
      expect(Math.max(...steps), ring).to.be.lessThan(0.2);
      expect(samples[0]).to.equal(0);
    }
  });
});
