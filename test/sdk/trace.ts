import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Observation } from '../../src/contract/observations.ts';
import type { Signal } from '../../src/sdk/signals.ts';
import { NOTHING_SEEN, translate } from '../../src/sdk/translate.ts';

const TRACES = join(import.meta.dirname, 'traces');

/** What the real SDK said in a scenario, batch by batch; see test/support/record-traces.ts. */
export type Trace = readonly (readonly Signal[])[];

export const traceNames = (): string[] =>
  readdirSync(TRACES)
    .map((file) => file.replace(/\.json$/, ''))
    .sort();

export const readTrace = (name: string): Trace =>
  JSON.parse(readFileSync(join(TRACES, `${name}.json`), 'utf8')) as Trace;

/** What each batch of a trace means. */
export function observe(trace: Trace): readonly (readonly Observation[])[] {
  let memory = NOTHING_SEEN;
  return trace.map((batch) => {
    const translation = translate(memory, batch);
    ({ memory } = translation);
    return translation.observations;
  });
}
