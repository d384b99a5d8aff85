import type { MachineEvent } from '../machines/events.ts';

export interface PageHost {
  dispatch(event: MachineEvent): void;
  /** The page is going away, for good as far as anyone can tell, unless it `mayReturn` from the back/forward cache. */
  leaving(mayReturn: boolean): void;
  /** The page came back from the cache. */
  returned(): void;
}

interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

/** Tells the machine of the page's life. Returns the way out, after which nothing of it is left on the page. */
export function watchPage(host: PageHost): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  // Nobody was listening when it changed.
  host.dispatch({ type: navigator.onLine ? 'online' : 'offline' });
  const tell = (type: 'online' | 'offline' | 'woke' | 'network-changed') => (): void => host.dispatch({ type });
  addEventListener('online', tell('online'), { signal });
  addEventListener('offline', tell('offline'), { signal });
  addEventListener('pageshow', (event) => event.persisted && host.returned(), { signal });
  // Twice: Firefox stops the script that runs when a tab is closed, with uncertain timing, but calls the next listener.
  for (const leaving of [1, 2].map(() => (event: PageTransitionEvent) => host.leaving(event.persisted))) {
    addEventListener('pagehide', leaving, { signal });
  }
  document.addEventListener('resume', tell('woke'), { signal });
  document.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'visible' && host.dispatch({ type: 'woke' }),
    { signal },
  );
  const network = (navigator as { connection?: NetworkInformation }).connection;
  // Some browsers fire on every change of the estimated speed; only another network is news.
  let kind = network?.type;
  network?.addEventListener(
    'change',
    () => {
      if (network.type === kind) return;
      kind = network.type;
      host.dispatch({ type: 'network-changed' });
    },
    { signal },
  );
  return () => listening.abort();
}
