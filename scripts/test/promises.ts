/** Reads docs/promises.md, and holds each promise against the tests that really ran. Pure. */
import type { RunReport } from './report.ts';

export interface Promised {
  /** The heading that it stands under. */
  section: string;
  claim: string;
  proofs: Proof[];
}

export interface Proof {
  file: string;
  /** The end of the test's whole title. */
  title: string;
}

/** What ran, by whom: one name a browser, `node` for what ran without. */
export type Runs = Readonly<Record<string, RunReport>>;

const PROOF = /`(test\/[^`]+)` › (.+?)(?=<br>|$)/g;

/** The rows of every table; the last column names the proofs, as `` `file` › title ``, with `<br>` between them. */
export function readPromises(markdown: string): Promised[] {
  const promises: Promised[] = [];
  let section = '';
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (!line.startsWith('|') || /^\| *(claim|weakness|-+) *\|/.test(line)) continue;
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const proofs = [...(cells.at(-2) ?? '').matchAll(PROOF)];
    promises.push({
      section,
      claim: cells[1] ?? '',
      proofs: proofs.map(([, file = '', title = '']) => ({ file, title: title.trim().replaceAll('\\|', '|') })),
    });
  }
  return promises;
}

/** A line for each promise that is not proven: by no test, or by one that did not run everywhere it should have. */
export function unproven(promises: readonly Promised[], runs: Runs): string[] {
  return promises.flatMap(({ section, claim, proofs }) => {
    const missing = proofs.flatMap((proof) => missingRuns(proof, runs));
    if (proofs.length === 0) missing.push('names no test');
    return missing.map((what) => `${section}: "${claim}": ${what}`);
  });
}

function missingRuns({ file, title }: Proof, runs: Runs): string[] {
  const inBrowsers = /^test\/(?:integration|pages)\/|\.browser\.test\.ts$/.test(file);
  return Object.entries(runs)
    .filter(([name]) => (name === 'node') !== inBrowsers)
    .filter(([, { files }]) => !files.some((each) => each.file === file && each.titles.some(endsWith(title))))
    .map(([name]) => `no test "${title}" of ${file} passed in ${name}`);
}

const endsWith =
  (end: string) =>
  (title: string): boolean =>
    title === end || title.endsWith(` › ${end}`);
