/** The matrix as people read it. Pure: from what was played to Markdown. */
import type { Outcome } from './cell.ts';
import { worst } from './verdict.ts';

export interface Played {
  readonly browser: string;
  readonly fault: string;
  readonly state: string;
  /** Null where the cell could not be played to its end. */
  readonly outcome: Outcome | null;
  readonly problems: readonly string[];
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** A row per fault, a column per state, in each cell the seconds of each browser. */
export function markdown(played: readonly Played[], browsers: readonly string[]): string {
  const faults = unique(played.map(({ fault }) => fault));
  const states = unique(played.map(({ state }) => state));
  const cell = (fault: string, state: string, figure: (outcome: Outcome) => string): string => {
    const figures = browsers.map((browser) => {
      const found = played.find((each) => each.browser === browser && each.fault === fault && each.state === state);
      if (!found) return '–';
      return found.problems.length > 0 || !found.outcome ? 'failed' : figure(found.outcome);
    });
    return unique(figures).length === 1 ? figures[0]! : figures.join(' / ');
  };
  const table = (figure: (outcome: Outcome) => string): string =>
    [
      `| fault | ${states.join(' | ')} |`,
      `| --- |${states.map(() => ' --- |').join('')}`,
      ...faults.map((fault) => `| ${fault} | ${states.map((state) => cell(fault, state, figure)).join(' | ')} |`),
    ].join('\n');
  const failed = played.filter(({ problems }) => problems.length > 0).length;
  return `# The fault matrix

Made by \`npm run test:matrix -- --write\`: every fault strikes every state of a call, with the real SDK, real sockets and real
audio through the local gateway. ${played.length} cells, ${failed} failed. Two figures in a cell are those of
${browsers.join(' and ')}; – is where the combination means nothing.

## Seconds in which the phone was untrue

What the elements show is held against what the gateway knows, twenty times a second. The figure is the longest time for
which they differed beyond what detection can honestly take (a closed socket 0.3 s, a silent one 8 to 15 s in a call,
packets that stop 3 s, …: \`test/matrix/contradiction.ts\`); more than one second fails.

${table((outcome) => seconds(worst(outcome)))}

## Seconds until phone and gateway agreed, from the end of the fault

${table((outcome) => seconds(outcome.settledAfter))}

## What became of the calls

${table((outcome) => outcome.calls.join(', ') || 'no call')}
`;
}
