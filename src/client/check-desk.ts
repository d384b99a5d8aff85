import type { CheckOptions, CheckStep, MicrophoneCheck, PreCallCheck } from '../contract/check.ts';
import { PhoneError, type ErrorCode } from '../contract/errors.ts';
import type { ClientSnapshot } from '../contract/snapshots.ts';
import { isLive } from '../selectors/current-call.ts';
import type { Session } from '../sdk/port.ts';
import { microphoneObstacle } from './preflight.ts';
import { overtaken } from './wait.ts';

/** How long it listens at least, in milliseconds: time enough to say a few words. */
const LISTENING = 3000;
/** What stays below is no voice: 1 % of full scale, which is where the SDK draws the line too. */
const VOICE = 1 / 3;

/** What hears the microphone where there is no call. */
export interface Ear {
  /** Resolves with the stream, or with why there is none. The browser may ask the user first. */
  take(deviceId: string | null): Promise<MediaStream | ErrorCode>;
  /** Tells how loud it is, from 0 to 1, null while that cannot be known; returns the way out. */
  listen(track: MediaStreamTrack, tell: (level: number | null) => void): () => void;
}

export interface CheckDeskHost {
  readonly snapshot: ClientSnapshot;
  readonly caller: { readonly callerNumber: string | null; readonly callerName: string | null };
  /** What is to be called, as it is called; throws where that cannot be. */
  normalize(destination: string): string;
  /** Resolves when a call can be made. */
  connected(): Promise<void>;
  /** The microphone that a call would have; null for the system's default. */
  microphone(): Promise<string | null>;
  /** Null where there is no session any more. */
  checkNetwork(...request: Parameters<Session['checkNetwork']>): ReturnType<Session['checkNetwork']> | null;
  /** The error to throw, which the page is told of too. */
  refuse(code: ErrorCode): PhoneError;
}

interface Running {
  readonly abort: AbortController;
  needsConnection: boolean;
}

type Findings = Awaited<ReturnType<Session['checkNetwork']>>;

/** Checks microphone and connection before a call, one check at a time, and gives way to everything else. */
export class CheckDesk {
  readonly #host: CheckDeskHost;
  readonly #ear: Ear | undefined;
  #running: Running | null = null;

  constructor(host: CheckDeskHost, ear: Ear | undefined) {
    this.#host = host;
    this.#ear = ear;
  }

  async check({ destination = '', signal, listener = () => undefined }: CheckOptions): Promise<PreCallCheck> {
    signal?.throwIfAborted();
    const number = destination === '' ? null : this.#host.normalize(destination);
    if (this.#host.snapshot.calls.some(isLive)) throw this.#host.refuse('call-in-progress');
    this.end();
    const abort = new AbortController();
    const running: Running = (this.#running = { abort, needsConnection: false });
    const aborted = new Promise<never>((_, reject) => {
      abort.signal.addEventListener('abort', () => reject(abort.signal.reason as Error), { once: true });
    });
    const give = (): void => abort.abort(signal?.reason);
    signal?.addEventListener('abort', give, { once: true });
    try {
      const tell = (step: CheckStep, level: number | null): void => {
        if (!abort.signal.aborted) listener(step, level);
      };
      return await Promise.race([this.#check(number, running, tell), aborted]);
    } finally {
      signal?.removeEventListener('abort', give);
      // Over in any case, and with it the microphone and the call.
      abort.abort();
      if (this.#running === running) this.#running = null;
    }
  }

  /** A call comes first, and without a connection there is none to measure. */
  follow({ calls, connection }: ClientSnapshot): void {
    if (this.#running === null) return;
    if (calls.some(isLive)) this.end(new PhoneError('call-in-progress'));
    else if (this.#running.needsConnection && connection.state !== 'connected')
      this.end(new PhoneError('not-connected'));
  }

  /** Ends the check under way. */
  end(reason: Error = overtaken()): void {
    this.#running?.abort.abort(reason);
    this.#running = null;
  }

  async #check(
    destination: string | null,
    running: Running,
    tell: (step: CheckStep, level: number | null) => void,
  ): Promise<PreCallCheck> {
    const { signal } = running.abort;
    tell('microphone', null);
    const taken = await this.#take();
    if (typeof taken === 'string') return result({ cause: taken, level: null, silent: false }, null);
    const stop = (): void => taken.getTracks().forEach((track) => track.stop());
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    signal.throwIfAborted();
    const hearing = new Hearing(this.#ear, taken, (level) => tell('measuring', level));
    signal.addEventListener('abort', () => hearing.end(), { once: true });
    tell('measuring', null);
    const enough = new Promise((resolve) => setTimeout(resolve, LISTENING));
    const findings = destination === null ? null : await this.#measure(destination, running, taken);
    await enough;
    signal.throwIfAborted();
    return result(hearing.found, findings);
  }

  async #take(): Promise<MediaStream | ErrorCode> {
    const obstacle = microphoneObstacle();
    if (obstacle !== null) return obstacle;
    return this.#ear?.take(await this.#host.microphone()) ?? 'unsupported-browser';
  }

  async #measure(destination: string, running: Running, microphone: MediaStream): Promise<Findings | null> {
    const { signal } = running.abort;
    await this.#host.connected();
    running.needsConnection = true;
    this.follow(this.#host.snapshot);
    signal.throwIfAborted();
    // What is said to the meter is said to nobody else.
    const stream = microphone.clone();
    for (const track of stream.getTracks()) track.enabled = false;
    try {
      return await this.#host.checkNetwork({
        callId: crypto.randomUUID(),
        destination,
        ...this.#host.caller,
        stream,
        signal,
      });
    } finally {
      for (const track of stream.getTracks()) track.stop();
    }
  }
}

/** Remembers the loudest. */
class Hearing {
  readonly end: () => void;
  #loudest: number | null = null;

  constructor(ear: Ear | undefined, stream: MediaStream, tell: (level: number | null) => void) {
    const [track] = stream.getAudioTracks();
    const heard = (level: number | null): void => {
      if (level !== null) this.#loudest = Math.max(level, this.#loudest ?? 0);
      tell(level);
    };
    this.end = (track && ear?.listen(track, heard)) ?? ((): void => undefined);
  }

  get found(): MicrophoneCheck {
    return { cause: null, level: this.#loudest, silent: this.#loudest !== null && this.#loudest < VOICE };
  }
}

function result(microphone: MicrophoneCheck, findings: Findings | null): PreCallCheck {
  const warnings: ErrorCode[] = [...(microphone.silent ? ['mic-quiet' as const] : []), ...(findings?.warnings ?? [])];
  return Object.freeze({
    microphone: Object.freeze(microphone),
    network: findings?.network ?? null,
    warnings: Object.freeze(warnings),
  });
}
