import { stopStream } from './handles.ts';
import type { Microphone } from './microphone.ts';
import type { Signal } from './signals.ts';

type Use = (stream: MediaStream) => void;

/** Asks for the microphone on behalf of calls, and keeps what each is going to do with it until it is given. */
export class MicrophoneDesk {
  readonly #microphone: Microphone;
  readonly #heard: (signal: Signal) => void;
  readonly #waiting = new Map<string, Use>();

  constructor(microphone: Microphone, heard: (signal: Signal) => void) {
    this.#microphone = microphone;
    this.#heard = heard;
  }

  /** Asks at once; `use` gets the stream, now or after {@link resume}. */
  want(callId: string, use: Use): void {
    this.await(callId, use);
    void this.#take(callId);
  }

  /** Has it wait for {@link resume}. */
  await(callId: string, use: Use): void {
    this.#waiting.set(callId, use);
  }

  waits(callId: string): boolean {
    return this.#waiting.has(callId);
  }

  /** Asks again for a call; for none, only to see whether the microphone is given. */
  resume(callId: string | null): void {
    void (callId === null ? this.#try() : this.#take(callId));
  }

  /** The call is over: a stream that comes later is stopped. */
  drop(callId: string): void {
    this.#waiting.delete(callId);
  }

  dropAll(): void {
    this.#waiting.clear();
  }

  async #take(callId: string): Promise<void> {
    const use = this.#waiting.get(callId);
    if (use === undefined) return;
    const taken = await this.#microphone.take();
    if (this.#waiting.get(callId) !== use) {
      // The call has ended while the browser asked.
      if (typeof taken !== 'string') stopStream(taken);
    } else if (typeof taken === 'string') {
      this.#heard({ kind: 'microphone', callId, code: taken });
    } else {
      this.#waiting.delete(callId);
      this.#heard({ kind: 'microphone', callId, code: null });
      use(taken);
    }
  }

  async #try(): Promise<void> {
    const taken = await this.#microphone.take();
    const refused = typeof taken === 'string';
    if (!refused) stopStream(taken);
    this.#heard({ kind: 'outlook', code: refused ? taken : null, granted: !refused });
  }
}
