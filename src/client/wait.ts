import { PhoneError } from '../contract/errors.ts';
import type { ClientSnapshot, ConnectionSnapshot } from '../contract/snapshots.ts';

/** How long `connect()` waits before it says that it did not come about; the phone goes on trying. */
const CONNECT_PATIENCE = 30_000;

interface Watched {
  readonly snapshot: ClientSnapshot;
  subscribe(listener: (snapshot: ClientSnapshot) => void): () => void;
}

/** Why the trying has ended, or null while it goes on. */
function endOf({ state, reason, error }: ConnectionSnapshot): Error | null {
  const ended = state === 'idle' || state === 'disconnected' || (state === 'disconnecting' && reason === 'user');
  if (!ended) return null;
  return error === null ? overtaken() : new PhoneError(error);
}

/** What a promise rejects with when a later command made it pointless. */
export function overtaken(): Error {
  return new DOMException('A later command overtook this one.', 'AbortError');
}

/** Resolves when registered; rejects with what ended the trying, or when it has taken too long. */
export const connected = (client: Watched): Promise<void> =>
  until(client, ({ connection }) => endOf(connection) ?? connection.state === 'connected');

/** Resolves when what was to be closed is closed. */
export const closed = (client: Watched): Promise<void> =>
  until(client, ({ connection }) => connection.state !== 'disconnecting');

/** `reached` says whether it is, or why it never will be. */
async function until(client: Watched, reached: (snapshot: ClientSnapshot) => boolean | Error): Promise<void> {
  // Asked from inside a listener, the client has the command still before it.
  await Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new PhoneError(client.snapshot.connection.reason === 'offline' ? 'offline' : 'connect-timeout'));
    }, CONNECT_PATIENCE);
    const stop = client.subscribe((snapshot) => {
      const outcome = reached(snapshot);
      if (outcome === false) return;
      clearTimeout(timer);
      // The first call comes from inside subscribe, before there is a way out.
      queueMicrotask(() => stop());
      if (outcome === true) resolve();
      else reject(outcome);
    });
  });
}

/** The promise, unless the signal aborts first; what it stands for goes on all the same. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
