import type { Handle } from './handles.ts';

/** Whether voice may leave in each call; holds for every track that the call will have. */
export class Mutes {
  readonly #live = new Map<string, boolean>();

  set(callId: string, live: boolean): void {
    this.#live.set(callId, live);
  }

  /** To be called whenever the call may have got another microphone. */
  apply({ call }: Handle): void {
    const live = this.#live.get(call.id);
    if (live === undefined) return;
    // By way of the SDK's own mute: a call that the server brings back starts with it.
    if (live) call.unmuteAudio();
    else call.muteAudio();
  }
}
