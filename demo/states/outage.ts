import { turn, type Scene } from './scene.ts';

/** Beyond this attempt an outage begins anew, since the client would give up two later. */
const LAST = 8;

export interface Outage {
  /** At which attempt to begin. */
  readonly attempt: number;
  /** Whether the next attempt is waited for, or under way and unanswered. */
  readonly then: 'waits' | 'tries';
}

/**
 * Lets attempts fail without an end, whether something was lost or nothing ever came about. The first ones are made at
 * once; where the client would give up it all begins anew, between two paintings.
 */
export async function outage(scene: Scene, { attempt, then }: Outage): Promise<void> {
  const { client, session } = scene;
  const lost = client.snapshot.connection.state === 'connected';
  let steady = false;

  const begin = async (): Promise<void> => {
    session.registers = false;
    session.refuses = true;
    session.lose();
    for (let turns = 0; turns < LAST && client.snapshot.connection.attempt < attempt; turns += 1) {
      client.reconnectNow();
      await turn();
    }
    session.refuses = then === 'waits';
    if (then === 'tries') client.reconnectNow();
    steady = true;
  };

  const again = async (): Promise<void> => {
    steady = false;
    if (lost) {
      session.refuses = false;
      session.registers = true;
      client.reconnectNow();
      await turn();
    }
    await begin();
  };

  await begin();
  client.subscribe(({ connection }) => {
    if (!steady) return;
    const over = lost ? connection.attempt > LAST : connection.state === 'disconnected';
    if (over && (!lost || connection.nextAttemptAt !== null)) void again();
    else if (then === 'tries' && connection.nextAttemptAt !== null) client.reconnectNow();
  });
}

/** Lets the phone in each time only to send it away; the first times at once, where it would give up all anew. */
export async function sentAway({ client, session }: Scene, first: number): Promise<void> {
  let times = 0;
  const sendAway = (): void => {
    times += 1;
    session.sendAway();
  };
  const begin = async (): Promise<void> => {
    for (times = 0; times < first;) {
      sendAway();
      if (times === first) return;
      client.reconnectNow();
      await turn();
    }
  };
  const again = async (): Promise<void> => {
    // A loss of another kind is forgotten when it is over.
    session.lose();
    client.reconnectNow();
    await turn();
    await begin();
  };

  await begin();
  client.subscribe(({ connection }) => {
    if (connection.state !== 'connected' || times < first) return;
    if (times < LAST) sendAway();
    else void again();
  });
}

/** Asks again at once whenever it gives up; with a limit of one attempt, the first one seems to last. */
export function insist({ client }: Scene): void {
  client.subscribe(({ connection }) => {
    if (connection.state === 'disconnected') client.reconnectNow();
  });
}
