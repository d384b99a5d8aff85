/** Counts one direction of one leg's RTP: packets, bytes, voice, and the longest time without a packet. */
import { loudness } from './mulaw.ts';

export interface Flow {
  packets: number;
  /** Payload bytes, without RTP headers. */
  bytes: number;
  /** Packets loud enough to hold a voice or a tone; the others are silence. */
  voice: number;
  /** Packets that the `impair` fault lost; they are in none of the other counts. */
  lost: number;
  /** Epoch milliseconds, null without a packet in the window. */
  firstAt: number | null;
  lastAt: number | null;
  /** Milliseconds, the time since the last packet included; null if there never was a packet before the window's end. */
  longestGapMs: number | null;
}

/** Root mean square above which a packet counts as voice, of 32,768. A muted track sends exact zeros. */
const VOICE_LOUDNESS = 100;
/** Windows are counted in slots of so many milliseconds. */
const SLOT_MS = 100;
/** Shorter pauses are the ordinary rhythm of a busy machine. */
const GAP_MS = 40;
const MAX_SLOTS = 36_000;
const MAX_GAPS = 5_000;

interface Slot {
  packets: number;
  bytes: number;
  voice: number;
  lost: number;
}

const nothing = (): Slot => ({ packets: 0, bytes: 0, voice: 0, lost: 0 });

export class Meter {
  private readonly total = nothing();
  private readonly slots = new Map<number, Slot>();
  private readonly gaps: { from: number; to: number }[] = [];
  private firstAt: number | null = null;
  private lastAt: number | null = null;

  /** @param at epoch milliseconds */
  count(payload: Uint8Array, at: number): void {
    const voice = loudness(payload) > VOICE_LOUDNESS ? 1 : 0;
    if (this.lastAt !== null && at - this.lastAt >= GAP_MS) {
      this.gaps.push({ from: this.lastAt, to: at });
      if (this.gaps.length > MAX_GAPS) this.gaps.shift();
    }
    this.firstAt ??= at;
    this.lastAt = at;
    for (const slot of [this.total, this.slot(at)]) {
      slot.packets += 1;
      slot.bytes += payload.length;
      slot.voice += voice;
    }
  }

  /** @param at epoch milliseconds */
  lose(at: number): void {
    this.total.lost += 1;
    this.slot(at).lost += 1;
  }

  /** What flowed in `[since, until]`; counts are exact to a tenth of a second, gaps to the millisecond. */
  read(since: number | null, until: number): Flow {
    const from = since ?? this.firstAt ?? until;
    const counted: Slot = since === null ? { ...this.total } : nothing();
    if (since !== null) {
      for (const [index, slot] of this.slots) {
        if (index < Math.floor(since / SLOT_MS) || index > Math.floor(until / SLOT_MS)) continue;
        counted.packets += slot.packets;
        counted.bytes += slot.bytes;
        counted.voice += slot.voice;
        counted.lost += slot.lost;
      }
    }
    return { ...counted, firstAt: this.firstAt, lastAt: this.lastAt, longestGapMs: this.longestGap(from, until) };
  }

  private longestGap(from: number, until: number): number | null {
    if (this.firstAt === null || this.lastAt === null || this.firstAt > until) return null;
    const trailing = { from: this.lastAt, to: Math.max(this.lastAt, until) };
    const lengths = [...this.gaps, trailing].map((gap) => Math.min(gap.to, until) - Math.max(gap.from, from));
    return Math.max(0, ...lengths);
  }

  private slot(at: number): Slot {
    const index = Math.floor(at / SLOT_MS);
    const known = this.slots.get(index);
    if (known) return known;
    const slot = nothing();
    this.slots.set(index, slot);
    const [oldest] = this.slots.keys();
    if (this.slots.size > MAX_SLOTS && oldest !== undefined) this.slots.delete(oldest);
    return slot;
  }
}
