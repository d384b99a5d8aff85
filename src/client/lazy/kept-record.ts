import type { ClientSnapshot } from '../../contract/snapshots.ts';
import { keepCalls, type KeptCall, type KeptCalls } from '../../machines/kept-calls.ts';

/** Older than this, in milliseconds, nobody remembers the calls, the SDK's own notes included. */
const NEWS = 15 * 60_000;

/** So often, in milliseconds, the record of calls that do not change is renewed: a page that crashes leaves no later one. */
const RENEWAL = 20_000;

/**
 * The calls of the page, kept in the tab's own storage for the page that comes after it: what the SDK forgets of a call
 * (start, answer, direction, parties, mute). The next page of another site has no access to it, and no credential is in
 * it.
 */
export class KeptRecord {
  readonly #key: string;
  readonly #now: () => number;
  readonly #blocked: () => void;
  #writtenAt = 0;
  #written: ClientSnapshot | null = null;
  #left = false;
  #stays: string | null = null;
  #told = false;

  /**
   * `blocked` is called once, when the browser keeps nothing. The key is handed in: a file that is fetched by itself must
   * import nothing of the others, or the bundle's entry would be another file than they import from.
   */
  constructor(key: string, now: () => number, blocked: () => void) {
    this.#key = key;
    this.#now = now;
    this.#blocked = blocked;
  }

  /** What the page before left here; null when there is nothing, or nothing that is still news. */
  take(): KeptCalls | null {
    try {
      const kept = read(sessionStorage.getItem(this.#key));
      return kept !== null && this.#now() - kept.leftAt < NEWS ? kept : null;
    } catch {
      return null;
    }
  }

  /** Keeps up with the calls; what has ended is forgotten. */
  follow(snapshot: ClientSnapshot): void {
    const known =
      this.#written?.calls === snapshot.calls && this.#written.lastActiveCallId === snapshot.lastActiveCallId;
    if (this.#left || (known && this.#now() - this.#writtenAt < RENEWAL)) return;
    this.#write(snapshot);
  }

  /** The page is left; returns the call that is not to be hung up, however often it is asked. What happens from now on is not written any more. */
  leave(snapshot: ClientSnapshot): string | null {
    if (!this.#left) this.#stays = this.#write(snapshot)?.stays ?? null;
    this.#left = true;
    return this.#stays;
  }

  /** The page was not left after all, or was shown again. */
  stay(): void {
    this.#left = false;
  }

  #write(snapshot: ClientSnapshot): KeptCalls | null {
    const kept = keepCalls(snapshot, this.#now());
    this.#written = snapshot;
    this.#writtenAt = this.#now();
    try {
      if (kept === null) sessionStorage.removeItem(this.#key);
      else sessionStorage.setItem(this.#key, JSON.stringify(kept));
      return kept;
    } catch {
      if (!this.#told) this.#blocked();
      this.#told = true;
      return null;
    }
  }
}

/** The storage is the page's, and anything can be in it. */
function read(text: string | null): KeptCalls | null {
  const found = JSON.parse(text ?? 'null') as Partial<KeptCalls> | null;
  if (typeof found?.leftAt !== 'number' || !Array.isArray(found.calls)) return null;
  const { leftAt, stays = null, calls } = found;
  return calls.every(isCall) ? { leftAt, stays, calls } : null;
}

function isCall(call: Partial<KeptCall> | null): boolean {
  return typeof call?.id === 'string' && typeof call.startedAt === 'number' && typeof call.remoteNumber === 'string';
}
