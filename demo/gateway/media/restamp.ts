/**
 * Sequence numbers and timestamps of one outgoing stream that is fed from changing sources (another leg, its new peer
 * after a re-attach, a generated tone). Within a source its own spacing is kept, loss included; at a change the stream
 * goes on where it was, moved by the time that has passed.
 */
import { FRAME_SAMPLES, SAMPLE_RATE } from './mulaw.ts';

export interface Stamp {
  sequenceNumber: number;
  timestamp: number;
  /** First packet after a pause or a change: the receiver's jitter buffer may start afresh. */
  marker: boolean;
}

export class Restamper {
  private source: string | null = null;
  private sequenceOffset = 0;
  private timestampOffset = 0;
  private last: (Stamp & { at: number }) | null = null;

  /** @param at epoch milliseconds of sending */
  next(source: string, sequenceNumber: number, timestamp: number, at: number): Stamp {
    const changed = source !== this.source;
    if (changed) {
      const elapsed = this.last ? Math.round(((at - this.last.at) * SAMPLE_RATE) / 1_000) : 0;
      const sequence = this.last ? this.last.sequenceNumber + 1 : sequenceNumber;
      const time = this.last ? this.last.timestamp + Math.max(elapsed, FRAME_SAMPLES) : timestamp;
      this.sequenceOffset = sequence - sequenceNumber;
      this.timestampOffset = time - timestamp;
      this.source = source;
    }
    const stamp = {
      sequenceNumber: (sequenceNumber + this.sequenceOffset) & 0xffff,
      timestamp: (timestamp + this.timestampOffset) >>> 0,
      marker: changed,
    };
    this.last = { ...stamp, at };
    return stamp;
  }
}
