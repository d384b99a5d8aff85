import type { ErrorCode } from '../contract/errors.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';

/** How long `connect()` waits before it says that it did not come about; the phone goes on trying. */
const CONNECT_PATIENCE = 30_000;

interface Watched {
  readonly snapshot: ClientSnapshot;
  subscribe(listener: (snapshot: ClientSnapshot) => void): () => void;
}

/** Resolves when registered; rejects with what ended the trying, or when it has taken too long. */
export function connected(client: Watched, errorOf: (code: ErrorCode) => Error): Promise<void> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | null = null;
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      // The first call comes from inside subscribe, before there is a way out.
      queueMicrotask(() => stop?.());
      act();
    };
    const timer = setTimeout(() => {
      const { reason } = client.snapshot.connection;
      settle(() => reject(errorOf(reason === 'offline' ? 'offline' : 'connect-timeout')));
    }, CONNECT_PATIENCE);
    stop = client.subscribe(({ connection }) => {
      if (connection.state === 'connected') settle(resolve);
      else if (connection.state === 'disconnected') settle(() => reject(errorOf(connection.error ?? 'not-connected')));
      else if (connection.state === 'idle') settle(() => reject(errorOf('not-connected')));
    });
  });
}
