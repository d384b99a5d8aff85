import type { PhoneClient } from '../../contract/client.ts';
import type { CallHistory, HistoryEntry } from '../../contract/history.ts';
import type { ClientSnapshot } from '../../contract/snapshots.ts';
import { nextHistory, withEntries } from '../../selectors/lazy/history.ts';

const KEY = 'telnyx-elements:history';
/** Raised when older copies of the package could not read it any more. */
const VERSION = 1;

interface Kept {
  readonly entries: readonly HistoryEntry[];
  /** What ended later has not been looked at; epoch milliseconds. */
  readonly seenAt: number;
}

const NOTHING: Kept = Object.freeze({ entries: Object.freeze([]), seenAt: 0 });

const isText = (value: unknown): boolean => typeof value === 'string';
const isTime = (value: unknown): boolean => Number.isFinite(value);

/** Anything can stand in a site's storage. */
function isEntry(value: unknown): value is HistoryEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Partial<HistoryEntry>;
  return (
    [entry.id, entry.direction, entry.outcome, entry.remoteNumber, entry.remoteName].every(isText) &&
    [entry.startedAt, entry.endedAt, entry.answeredAt ?? 0].every(isTime)
  );
}

function fromJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // What cannot be read is written anew.
    return null;
  }
}

/** What is stored; null when it is that of a later version, which is left alone. */
function parse(text: string | null): Kept | null {
  const stored = fromJson(text);
  if (typeof stored !== 'object' || stored === null) return NOTHING;
  const { version, entries, seenAt } = stored as Record<string, unknown>;
  if (typeof version === 'number' && version > VERSION) return null;
  if (version !== VERSION || !Array.isArray(entries)) return NOTHING;
  return { entries: (entries as unknown[]).filter(isEntry), seenAt: typeof seenAt === 'number' ? seenAt : 0 };
}

/**
 * Writes down the calls of a client that are over. Whatever it does, it does to what is stored at that moment, so that
 * tabs do not write over what the others wrote.
 */
export class StoredHistory implements CallHistory {
  readonly #client: PhoneClient;
  readonly #listeners = new Set<() => void>();
  #previous: ClientSnapshot | null = null;
  /** Nothing is to be had of the browser's storage, or nothing is to be put there. */
  #unstored: boolean;
  #kept: Kept = NOTHING;
  /** What `#kept` was read from. */
  #text: string | null = null;

  /** `stored`: in the browser; otherwise it lives as long as the page. */
  constructor(client: PhoneClient, stored: boolean) {
    this.#client = client;
    this.#unstored = !stored;
    client.subscribe((snapshot) => {
      const previous = this.#previous;
      this.#previous = snapshot;
      if (snapshot.calls === previous?.calls || this.#off) return;
      const { entries } = this.#read();
      const next = nextHistory(entries, previous, snapshot);
      if (next !== entries) this.#write({ ...this.#kept, entries: next });
    });
  }

  get entries(): readonly HistoryEntry[] {
    return this.#off ? NOTHING.entries : this.#read().entries;
  }

  get missed(): number {
    const { seenAt } = this.#read();
    return this.entries.filter(({ outcome, endedAt }) => outcome === 'missed' && endedAt > seenAt).length;
  }

  add(entries: readonly HistoryEntry[]): void {
    if (!this.#off)
      this.#write({
        ...this.#read(),
        entries: withEntries(this.#kept.entries, (entries as readonly unknown[]).filter(isEntry)),
      });
  }

  remove(id: string): void {
    const { entries, seenAt } = this.#read();
    this.#write({ seenAt, entries: entries.filter((entry) => entry.id !== id) });
  }

  clear(): void {
    this.#write({ ...this.#read(), entries: [] });
  }

  see(): void {
    if (this.missed > 0)
      this.#write({ ...this.#kept, seenAt: Math.max(...this.entries.map(({ endedAt }) => endedAt)) });
  }

  subscribe(listener: () => void): () => void {
    // Nobody who does not ask needs to hear of other tabs: what they stored is read when it is wanted.
    if (this.#listeners.size === 0) addEventListener('storage', this.#changedElsewhere);
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) removeEventListener('storage', this.#changedElsewhere);
    };
  }

  get #off(): boolean {
    return this.#client.configuration.history === 'off';
  }

  readonly #changedElsewhere = ({ key }: StorageEvent): void => {
    if (key === KEY || key === null) this.#tell();
  };

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #read(): Kept {
    if (this.#unstored) return this.#kept;
    try {
      const text = localStorage.getItem(KEY);
      if (text === this.#text) return this.#kept;
      const found = parse(text);
      this.#unstored = found === null;
      this.#text = text;
      this.#kept = found ?? NOTHING;
    } catch {
      this.#unstored = true;
    }
    return this.#kept;
  }

  #write(kept: Kept): void {
    this.#kept = kept;
    if (!this.#unstored) {
      const text = JSON.stringify({ version: VERSION, ...kept });
      try {
        localStorage.setItem(KEY, text);
        this.#text = text;
      } catch {
        // It is full, or blocked: what is known now stays known for as long as the page lives.
        this.#unstored = true;
      }
    }
    this.#tell();
  }
}
