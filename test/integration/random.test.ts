import { expect } from 'chai';
import { play } from '../random/play.ts';
import { REGRESSIONS } from '../random/regressions.ts';
import { inWords, sequenceOf } from '../random/sequence.ts';
import type { Sequence } from '../random/sequence.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Scenario } from '../support/harness/side-by-side.ts';

const STEPS = 8;
/** A dozen, with those that once failed. */
const SEQUENCES = 12 - Object.keys(REGRESSIONS).length;
/** The same every time, so that what fails is what was changed; `npm run test:random` plays others. */
const FIRST = Number(process.env['RANDOM_SEED'] ?? 1);

const seeded = Array.from({ length: SEQUENCES }, (_, index) => sequenceOf(FIRST + index, STEPS));
const sequences = { ...REGRESSIONS, ...Object.fromEntries(seeded.map((each) => [`RANDOM_SEED=${each.seed}`, each])) };

const scenario =
  (sequence: Sequence, index: number): Scenario =>
  async (stage) => {
    const { problems } = await play(stage, `random-${index}`, sequence);
    expect(problems, inWords(sequence)).to.deep.equal([]);
  };

const scenarios = Object.entries(sequences).map(
  ([title, sequence], index) => [title, scenario(sequence, index)] as const,
);
sideBySide('Whatever is done to the phone', Object.fromEntries(scenarios), { timeout: 180_000 });
