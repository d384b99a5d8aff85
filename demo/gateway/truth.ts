/** Ground truth: what the gateway knows to have happened, for tests and for the demo's timeline. */
import type { Said } from './core/assistant.ts';
import type { Ending, Entry, GatewayState, Leg, Session } from './core/state.ts';
import type { LegMedia } from './media/leg-media.ts';
import type { Flow } from './media/meter.ts';

/** All times are epoch milliseconds. */
export interface Truth {
  at: number;
  startedAt: number;
  /** Exact, also where a list below has been cut to its newest entries. */
  counts: {
    connects: number;
    refused: number;
    logins: number;
    loginErrors: number;
    tokens: number;
    byes: number;
    /** Call reports and recordings that the SDK uploaded. */
    reports: number;
    /** Messages answered with a JSON-RPC error. */
    errors: number;
    /** Inputs on which the core failed; anything but 0 is a defect of the gateway. */
    crashes: number;
  };
  sessions: TruthSession[];
  legs: TruthLeg[];
  connects: Connect[];
  logins: (Entry & { kind: 'login' } & Timed)[];
  byes: (Entry & { kind: 'bye' } & Timed)[];
  tokens: { at: number; user: string; ttlSeconds: number; status: number }[];
  errors: (Entry & { kind: 'refused' } & Timed)[];
  faults: (Entry & { kind: 'fault' } & Timed)[];
}

interface Timed {
  at: number;
}

export interface TruthSession {
  id: string;
  user: string;
  state: 'attached' | 'detached' | 'ended';
  /** Its socket is black-holed. */
  silent: boolean;
  createdAt: number;
  detachedAt: number | null;
  endedAt: number | null;
  endReason: string | null;
  reattaches: number;
  /** The gateway state that the client was last told. */
  registration: string;
}

export interface TruthLeg {
  id: string;
  user: string;
  session: string;
  direction: 'inbound' | 'outbound';
  state: 'new' | 'ringing' | 'early' | 'active' | 'held' | 'destroyed';
  held: boolean;
  answered: boolean;
  remoteNumber: string;
  startedAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  ending: Ending | null;
  reattachedAt: number[];
  dtmf: string;
  /** With an AI assistant: what was said, by whom; empty on other legs. */
  said: Said[];
  /** State of the server-side peer connection. */
  peer: string;
  /** When the first handshake of its audio was over; null before. */
  encryptedAt: number | null;
  /** From the client to the gateway. */
  in: Flow;
  /** From the gateway to the client. */
  out: Flow;
}

/** What its media know of a leg. */
type Media = 'peer' | 'encryptedAt' | 'in' | 'out';

export interface Connect {
  at: number;
  user: string | null;
  voiceSdkId: string | null;
  outcome: 'accepted' | 'refused' | 'unanswered';
  /** HTTP status of a refusal. */
  status: number | null;
  closedAt: number | null;
  closeCode: number | null;
}

/** A test that looks at one moment needs no more; a storm must not eat the memory. */
const MAX_LIST = 5_000;
const MAX_ENDED = 500;

interface EndedLeg {
  leg: Leg;
  ending: Ending;
  endedAt: number;
  media: LegMedia | null;
}

export class Ledger {
  private readonly startedAt: number;
  private readonly counts: Truth['counts'] = {
    connects: 0,
    refused: 0,
    logins: 0,
    loginErrors: 0,
    tokens: 0,
    byes: 0,
    reports: 0,
    errors: 0,
    crashes: 0,
  };
  private readonly connects: Connect[] = [];
  private readonly logins: Truth['logins'] = [];
  private readonly byes: Truth['byes'] = [];
  private readonly tokens: Truth['tokens'] = [];
  private readonly errors: Truth['errors'] = [];
  private readonly faults: Truth['faults'] = [];
  private readonly endedLegs: EndedLeg[] = [];
  private readonly endedSessions: { session: Session; reason: string; endedAt: number }[] = [];
  private readonly closedMedia = new Map<string, LegMedia>();

  constructor(at: number) {
    this.startedAt = at;
  }

  connect(connect: Connect): Connect {
    this.counts.connects += 1;
    if (connect.outcome === 'refused') this.counts.refused += 1;
    push(this.connects, connect);
    return connect;
  }

  token(at: number, user: string, ttlSeconds: number, status: number): void {
    this.counts.tokens += 1;
    push(this.tokens, { at, user, ttlSeconds, status });
  }

  report(): void {
    this.counts.reports += 1;
  }

  crash(): void {
    this.counts.crashes += 1;
  }

  /** The counters of a leg whose peers have been closed, for its `leg-ended` entry, which follows. */
  keepMedia(leg: string, media: LegMedia): void {
    this.closedMedia.set(leg, media);
  }

  record(entry: Entry, at: number): void {
    switch (entry.kind) {
      case 'login':
        this.counts.logins += 1;
        if (entry.code !== null) this.counts.loginErrors += 1;
        {
          push(this.logins, { ...entry, at });
          return;
        }
      case 'bye':
        this.counts.byes += 1;
        {
          push(this.byes, { ...entry, at });
          return;
        }
      case 'refused':
        this.counts.errors += 1;
        {
          push(this.errors, { ...entry, at });
          return;
        }
      case 'fault': {
        push(this.faults, { ...entry, at });
        return;
      }
      case 'session-ended': {
        push(this.endedSessions, { session: entry.session, reason: entry.reason, endedAt: at }, MAX_ENDED);
        return;
      }
      case 'leg-ended': {
        const media = this.closedMedia.get(entry.leg.id) ?? null;
        this.closedMedia.delete(entry.leg.id);
        push(this.endedLegs, { leg: entry.leg, ending: entry.ending, endedAt: at, media }, MAX_ENDED);
        return;
      }
    }
  }

  /**
   * @param window counts and gaps of media are those of the window; without one, of the whole call
   * @param mediaOf the counters of a live leg
   */
  truth(
    state: GatewayState,
    at: number,
    window: { since: number | null; until: number | null },
    mediaOf: (leg: string) => LegMedia | null,
  ): Truth {
    const flows = (media: LegMedia | null, endedAt: number | null): Pick<TruthLeg, Media> => {
      const until = Math.min(window.until ?? at, endedAt ?? at);
      return {
        peer: endedAt !== null ? 'closed' : (media?.state ?? 'new'),
        encryptedAt: media?.encryptedAt ?? null,
        in: media?.inbound.read(window.since, until) ?? NO_FLOW,
        out: media?.outbound.read(window.since, until) ?? NO_FLOW,
      };
    };
    return {
      at,
      startedAt: this.startedAt,
      counts: { ...this.counts },
      sessions: [
        ...this.endedSessions.map(({ session, reason, endedAt }) => describeSession(session, endedAt, reason, false)),
        ...[...state.sessions.values()].map((session) =>
          describeSession(session, null, null, state.sockets.get(session.socket ?? '')?.held ?? false),
        ),
      ],
      legs: [
        ...this.endedLegs.map(({ leg, ending, endedAt, media }) => ({
          ...describeLeg(leg, endedAt, ending),
          ...flows(media, endedAt),
        })),
        ...[...state.legs.values()].map((leg) => ({
          ...describeLeg(leg, null, null),
          ...flows(mediaOf(leg.id), null),
        })),
      ],
      connects: this.connects.map((connect) => ({ ...connect })),
      logins: [...this.logins],
      byes: [...this.byes],
      tokens: [...this.tokens],
      errors: [...this.errors],
      faults: [...this.faults],
    };
  }
}

const NO_FLOW: Flow = { packets: 0, bytes: 0, voice: 0, lost: 0, firstAt: null, lastAt: null, longestGapMs: null };

function describeSession(
  session: Session,
  endedAt: number | null,
  endReason: string | null,
  silent: boolean,
): TruthSession {
  const { id, user, createdAt, detachedAt, reattaches, registration, socket } = session;
  const state = endedAt !== null ? 'ended' : socket === null ? 'detached' : 'attached';
  return { id, user, state, silent, createdAt, detachedAt, endedAt, endReason, reattaches, registration };
}

function describeLeg(leg: Leg, endedAt: number | null, ending: Ending | null): Omit<TruthLeg, Media> {
  const { id, user, session, direction, held, remoteNumber, startedAt, answeredAt, reattachedAt, dtmf, conversation } =
    leg;
  const state = endedAt !== null ? 'destroyed' : held ? 'held' : leg.phase;
  const answered = answeredAt !== null;
  return {
    id,
    user,
    session,
    direction,
    state,
    held,
    answered,
    remoteNumber,
    startedAt,
    answeredAt,
    endedAt,
    ending,
    reattachedAt: [...reattachedAt],
    dtmf,
    said: (conversation?.said ?? []).map((each) => ({ ...each })),
  };
}

function push<T>(list: T[], item: T, max = MAX_LIST): void {
  list.push(item);
  if (list.length > max) list.shift();
}
