/** What happened, moment by moment, for whoever looks into a failure. */
import type { TrueMoment } from '../matrix/timeline.ts';
import type { CallView, ConnectionView, HeardEvent } from '../support/harness/log.ts';
import type { History } from './history.ts';

type Line = readonly [at: number, text: string];

/** All that was done, shown, and true, in the order of time. */
export function storyOf({ lives, asked, done, moments, truth, user }: History): string {
  const start = lives[0]?.from ?? 0;
  const mine = <T extends { user: string | null }>(list: readonly T[]): T[] =>
    list.filter((each) => each.user === user);
  const lines: Line[] = [
    ...lives.map(({ from }): Line => [from, '=== page loaded']),
    ...done.map(({ at, action }): Line => [at, `>>> ${action}`]),
    ...lives.flatMap(({ log }) => log.events.map((event): Line => [event.at, `shown   ${heard(event)}`])),
    ...asked.flatMap(({ at, target, command, settledAt, outcome }): Line[] => [
      [at, `asked   ${command} of ${target}`],
      [settledAt ?? Infinity, `settled ${command} of ${target}: ${JSON.stringify(outcome).slice(0, 120)}`],
    ]),
    ...mine(truth.connects).map(({ at, outcome }): Line => [at, `gateway connect ${outcome}`]),
    ...mine(truth.logins).map(({ at, code }): Line => [at, `gateway login ${code ?? 'taken'}`]),
    ...moments.flatMap((moment, index): Line[] => {
      const now = truly(moment);
      const before = moments[index - 1];
      return before && truly(before) === now ? [] : [[moment.at, `gateway ${now}`]];
    }),
  ];
  return lines
    .toSorted(([left], [right]) => left - right)
    .map(([at, text]) => `${((at - start) / 1_000).toFixed(2).padStart(8)} ${text}`)
    .join('\n');
}

function heard({ name, detail, at }: HeardEvent): string {
  if (name === 'telnyx-connection-change') {
    const { state, reason, attempt, nextAttemptAt } = detail as ConnectionView;
    const next = nextAttemptAt === null ? '' : `, next in ${nextAttemptAt - at} ms`;
    return `${state} ${reason ?? ''} attempt ${attempt}${next}`;
  }
  if (name === 'telnyx-call-change') {
    const { id, state, held, micMuted, remoteMedia, pending, cause } = (detail as { snapshot: CallView }).snapshot;
    const more = [held && 'held', micMuted && 'muted', remoteMedia, cause, ...pending.map((each) => `(${each})`)];
    return `call ${id.slice(0, 8)} ${state} ${more.filter(Boolean).join(' ')}`;
  }
  const { code, scope, reason, message } = detail as Partial<Record<string, string>>;
  return [name, scope, code, reason, message].filter(Boolean).join(' ');
}

function truly({ signaling, legs }: TrueMoment): string {
  const all = Object.entries(legs).map(
    ([id, { state, in: inbound, out }]) => `${id.slice(0, 8)} ${state}${inbound ? ' in' : ''}${out ? ' out' : ''}`,
  );
  return [signaling, ...all].join(', ');
}
