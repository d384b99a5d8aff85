/** What a dialled number leads to. */
import { reachesAssistant } from './assistant.ts';
import { ENDINGS } from './causes.ts';
import { isRegistered } from './registration.ts';
import type { Ending, GatewayState, LegAction, Service, Session } from './state.ts';

export type Plan =
  | { kind: 'end'; ending: Ending }
  | { kind: 'user'; session: Session }
  | { kind: 'service'; service: Service; script: { afterMs: number; action: LegAction }[] };

const EARLY_MEDIA_MS = 4_000;
const SHORT_CALL_MS = 6_000;
const UNANSWERED_MS = 2_000;

/** @param caller the calling session; anonymous ones reach their assistant, whatever they dial */
export function plan(state: GatewayState, caller: Session, dialled: string): Plan {
  const { ringMs, noAnswerMs } = state.settings;
  const ring = { afterMs: 0, action: 'ring' } as const;
  const answer = { afterMs: ringMs, action: 'answer' } as const;
  if (reachesAssistant(caller)) return { kind: 'service', service: 'speech', script: [ring, answer] };
  const destination = normalize(dialled);
  switch (destination) {
    case '9196':
      return { kind: 'service', service: 'echo', script: [ring, answer] };
    case '9664':
      return { kind: 'service', service: 'tone', script: [ring, answer] };
    case '9001':
      return { kind: 'end', ending: ENDINGS.busy };
    case '9002':
      return { kind: 'end', ending: ENDINGS.rejected };
    case '9003':
      return {
        kind: 'service',
        service: 'none',
        script: noAnswerMs > 0 ? [ring, { afterMs: noAnswerMs, action: 'no-answer' }] : [ring],
      };
    case '9004':
      return {
        kind: 'service',
        service: 'tone',
        script: [ring, { afterMs: ringMs, action: 'early' }, { afterMs: ringMs + EARLY_MEDIA_MS, action: 'answer' }],
      };
    case '9005':
      return {
        kind: 'service',
        service: 'tone',
        script: [ring, answer, { afterMs: ringMs + SHORT_CALL_MS, action: 'hangup' }],
      };
    case '9006':
      return {
        kind: 'service',
        service: 'tone',
        script: [ring, answer, { afterMs: ringMs + SHORT_CALL_MS, action: 'replace' }],
      };
    case '9007':
      return { kind: 'service', service: 'none', script: [ring, { afterMs: UNANSWERED_MS, action: 'no-answer' }] };
    default:
      return toUser(state, destination);
  }
}

function toUser(state: GatewayState, user: string): Plan {
  const session = newestSession(state, user);
  if (session) return { kind: 'user', session };
  const known = [...state.sessions.values()].some((each) => each.user === user);
  return { kind: 'end', ending: known ? ENDINGS.absent : ENDINGS.unknown };
}

/** The user's newest registration that holds, with a socket: where the person is now. */
export function newestSession(state: GatewayState, user: string): Session | null {
  return (
    [...state.sessions.values()].findLast(
      (each) => each.user === user && each.socket !== null && isRegistered(each.registration),
    ) ?? null
  );
}

function normalize(dialled: string): string {
  return dialled
    .trim()
    .replace(/^sips?:/i, '')
    .replace(/@.*$/, '');
}
