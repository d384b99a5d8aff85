import type { Gateway, TruthLeg, TruthSession } from '../../demo/gateway/gateway.ts';
import type { Signaling, TrueLeg, TrueMoment } from './timeline.ts';

const LOOK_EVERY = 50;
/** Packets come every 20 ms; a busy machine delivers them in bursts. */
const A_MOMENT = 300;

/** Writes down what is true of one user, by the gateway, twenty times a second. */
export class Witness {
  readonly moments: TrueMoment[] = [];
  readonly #gateway: Gateway;
  readonly #user: string;
  readonly #timer: NodeJS.Timeout;

  constructor(gateway: Gateway, user: string) {
    this.#gateway = gateway;
    this.#user = user;
    this.look();
    this.#timer = setInterval(() => this.look(), LOOK_EVERY);
  }

  look(): TrueMoment {
    const { at, sessions, legs } = this.#gateway.truth();
    const mine = legs.filter(({ user }) => user === this.#user);
    const moment = {
      at,
      signaling: signaling(sessions.filter(({ user }) => user === this.#user)),
      legs: Object.fromEntries(mine.map((leg) => [leg.id, describe(leg, at)])),
    };
    this.moments.push(moment);
    return moment;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

const REGISTERED = ['REGED', 'REGISTER'];

function signaling(sessions: readonly TruthSession[]): Signaling {
  const attached = sessions.filter(({ state }) => state === 'attached');
  if (attached.some(({ silent, registration }) => !silent && REGISTERED.includes(registration))) return 'up';
  // What a client was told over a socket that fell silent, it does not know yet.
  return attached.some(({ silent }) => silent) ? 'silent' : 'closed';
}

function describe({ state, in: inbound, out: outbound }: TruthLeg, at: number): TrueLeg {
  const lately = ({ lastAt }: { lastAt: number | null }): boolean => lastAt !== null && at - lastAt < A_MOMENT;
  return { state, in: lately(inbound), out: lately(outbound) };
}
