import type { ErrorCode } from '../contract/errors.ts';
import { isOver, microphoneTrack, stopStream, type Handle } from './handles.ts';
import type { Microphone } from './microphone.ts';

/** How long the browser may take to give another microphone before the loss of the first is told, in milliseconds. */
const MENDING = 3000;

export interface MicrophoneSwitchHost {
  /** The calls that are not over. */
  live(): readonly Handle[];
  /** Sends it in the call, as muted as what was sent before; resolves when it is sent, or cannot be. */
  send(callId: string, stream: MediaStream): Promise<void>;
  /** One that ended was replaced. */
  replaced(label: string): void;
}

/**
 * Sees to it that every call has the microphone that is wanted: another can be wanted in mid-call, and one that ends,
 * since its headset was unplugged perhaps, is replaced by what there is. One thing after the other, since each depends on
 * what the calls have.
 */
export class MicrophoneSwitch {
  readonly #microphone: Microphone;
  readonly #host: MicrophoneSwitchHost;
  readonly #watched = new WeakSet<MediaStreamTrack>();
  /** What was wanted in place of these, and could not be had perhaps. */
  readonly #tried = new WeakMap<MediaStreamTrack, string | null>();
  /** Since when the microphone of these calls is being replaced, in milliseconds of the page's life. */
  readonly #mending = new Map<string, number>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(microphone: Microphone, host: MicrophoneSwitchHost) {
    this.#microphone = microphone;
    this.#host = host;
  }

  /**
   * Resolves with null once it is sent, or with why it cannot be had; then nothing is changed. `quietly`: without a question to the user;
   * the calls that come later have it all the same.
   */
  use(device: string | null, quietly: boolean): Promise<ErrorCode | null> {
    return this.#inTurn(async () => {
      if (this.#others(device).length > 0) {
        if (quietly && !(await this.#microphone.isGranted(device))) {
          this.#microphone.device = device;
          return 'mic-dismissed';
        }
        const taken = await this.#microphone.takeFrom(device);
        if (typeof taken === 'string') return taken;
        this.#microphone.device = device;
        await this.#give(taken, device);
      }
      this.#microphone.device = device;
      return null;
    });
  }

  /** To be called whenever a call may have got a microphone. */
  follow(handle: Handle): void {
    const track = microphoneTrack(handle.call);
    if (track === null) return;
    if (!this.#watched.has(track)) {
      this.#watched.add(track);
      track.addEventListener('ended', () => void this.#replace(handle.call.id, track), { once: true });
    }
    const { device } = this.#microphone;
    const tried = this.#tried.get(track) === device || track.readyState !== 'live';
    if (tried || !this.#others(device).includes(handle)) return;
    this.#tried.set(track, device);
    // Wanted while this one was on its way, or brought back by the SDK with another.
    void this.use(device, true);
  }

  /** The microphone has ended, and another may be there in a moment. */
  isMending(callId: string): boolean {
    return performance.now() - (this.#mending.get(callId) ?? -Infinity) < MENDING;
  }

  /** What was the microphone has ended by itself. The browser is not made to ask the user in mid-call for that. */
  async #replace(callId: string, track: MediaStreamTrack): Promise<void> {
    this.#mending.set(callId, performance.now());
    if (await this.#microphone.isGranted(null)) {
      await this.#inTurn(async () => {
        const call = this.#host.live().find((handle) => handle.call.id === callId)?.call;
        if (call === undefined || microphoneTrack(call)?.readyState !== 'ended') return;
        const taken = await this.#microphone.take();
        if (typeof taken === 'string') return;
        await this.#host.send(callId, taken);
        this.#host.replaced(track.label);
      });
    }
    this.#mending.delete(callId);
  }

  /** The answered calls that have another. */
  #others(device: string | null): Handle[] {
    return this.#host.live().filter(({ call }) => {
      const track = microphoneTrack(call);
      const sent = call.peer?.instance?.getSenders().some((sender) => sender.track?.kind === 'audio') ?? false;
      return track !== null && sent && !(track.readyState === 'live' && this.#microphone.isFrom(track, device));
    });
  }

  async #give(stream: MediaStream, device: string | null): Promise<void> {
    const calls = this.#others(device).filter((handle) => !isOver(handle));
    const given = calls.map(({ call }, index) => ({ id: call.id, own: index === 0 ? stream : stream.clone() }));
    for (const { own } of given) this.#microphone.note(own, device);
    if (calls.length === 0) stopStream(stream);
    await Promise.all(given.map(({ id, own }) => this.#host.send(id, own)));
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
