import type { Ear } from '../../src/client/check-desk.ts';
import type { ErrorCode } from '../../src/contract/errors.ts';

/** How often it tells, in milliseconds. */
const INTERVAL = 50;

let context: AudioContext | null = null;

/** Hears what a state wants heard, before a call. */
export class FakeEar implements Ear {
  /** Why there is nothing to hear with; null: there is. */
  refusal: ErrorCode | null = null;
  /** The browser asks the user, and nothing comes of it. */
  asking = false;
  /** As loud as it is, from 0 to 1. */
  level = 0.7;

  readonly take = (): Promise<MediaStream | ErrorCode> => {
    if (this.asking) return new Promise(() => undefined);
    context ??= new AudioContext();
    return Promise.resolve(this.refusal ?? context.createMediaStreamDestination().stream);
  };

  readonly listen = (_track: MediaStreamTrack, tell: (level: number | null) => void): (() => void) => {
    tell(this.level);
    const timer = setInterval(() => tell(this.level), INTERVAL);
    return () => clearInterval(timer);
  };
}
