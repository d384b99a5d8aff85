/**
 * Plays random sequences in one browser (`BROWSER`), several side by side, until the time is over; what fails is made
 * smaller, and told moment by moment in `reports/random-<browser>-<seed>.log`. scripts/random.ts runs it in both.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BROWSER, Stage } from '../support/harness/stage.ts';
import { playAlone } from './play.ts';
import { inWords, sequenceOf, shrink } from './sequence.ts';
import type { Sequence } from './sequence.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    steps: { type: 'string', default: '12' },
    'at-once': { type: 'string', default: '4' },
    sequences: { type: 'string', default: 'Infinity' },
    tries: { type: 'string', default: '12' },
  },
});

mkdirSync('reports', { recursive: true });
const end = Date.now() + Number(values.minutes) * 60_000;
const [first, length, tries, most] = [values.seed, values.steps, values.tries, values.sequences].map(Number) as [
  number,
  number,
  number,
  number,
];
const failures: { browser: string; seed: number; problems: readonly string[]; smallest: string }[] = [];
let begun = 0;
let played = 0;
let steps = 0;

const stage = await Stage.start();
await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
await stage.end();

writeFileSync(`reports/random-${BROWSER}.json`, JSON.stringify({ played, steps, failures }, null, 2));
console.log(`${BROWSER}: ${played} sequences of ${steps} steps from seed ${first} on, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);

/** Plays one sequence after the other until the time is over. */
async function work(): Promise<void> {
  while (Date.now() < end && begun < most) {
    const seed = first + begun;
    begun += 1;
    const sequence = sequenceOf(seed, length);
    const { problems, steps: done, story } = await playAlone(stage, `random-${seed}`, sequence);
    played += 1;
    steps += done;
    console.log(`${problems.length > 0 ? 'FAILED' : 'ok    '} ${BROWSER} seed ${seed}: ${done} steps`);
    if (problems.length === 0) continue;
    writeFileSync(`reports/random-${BROWSER}-${seed}.log`, `${problems.join('\n')}\n\n${story}\n`);
    await explain(sequence, problems);
  }
}

async function explain(sequence: Sequence, problems: readonly string[]): Promise<void> {
  for (const problem of problems) console.log(`    ${problem}`);
  console.log(`    ${inWords(sequence)}`);
  let again = 0;
  const fails = async (smaller: Sequence): Promise<boolean> => {
    if (Date.now() > end) return false;
    again += 1;
    return (await playAlone(stage, `random-${sequence.seed}-${again}`, smaller)).problems.length > 0;
  };
  const smallest = inWords(await shrink(sequence, fails, tries));
  console.log(`    seed ${sequence.seed}, after ${again} tries: ${smallest}`);
  failures.push({ browser: BROWSER, seed: sequence.seed, problems, smallest });
}
