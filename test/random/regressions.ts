/** Sequences that once failed, by what was wrong; each made as small as it failed with. */
import type { Sequence } from './sequence.ts';

export const REGRESSIONS: Readonly<Record<string, Sequence>> = {};
