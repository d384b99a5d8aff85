import type { SdkCall } from './sdk-shape.ts';

/** One of the SDK's objects for a call, kept by us: the SDK forgets the new one when it destroys the old. */
export interface Handle {
  readonly call: SdkCall;
  /** From 1, within the call. */
  readonly object: number;
}

const OVER = new Set(['hangup', 'destroy', 'purge']);

export function isOver({ call }: Handle): boolean {
  return OVER.has(call.state);
}

/** How many calls that are over are kept at hand; some owe the server a bye. */
const KEPT = 20;

/** Every SDK object by call, numbered as they come. */
export class Handles {
  readonly #latest = new Map<string, Handle>();
  /** An object that was superseded long ago can still speak, and must not be taken for a new one. */
  readonly #handles = new WeakMap<SdkCall, Handle>();
  /** Outlasts the objects: one that is brought back later must not be taken for the first. */
  readonly #numbers = new Map<string, number>();

  /** The handle of this very object; a new one gets the next number. */
  of(call: SdkCall): Handle {
    const known = this.#handles.get(call);
    if (known !== undefined) return known;
    const object = (this.#numbers.get(call.id) ?? 0) + 1;
    const handle: Handle = { call, object };
    this.#numbers.set(call.id, object);
    this.#handles.set(call, handle);
    this.#latest.set(call.id, handle);
    this.#letGo();
    return handle;
  }

  latest(callId: string): Handle | undefined {
    return this.#latest.get(callId);
  }

  /** The call that was begun last of those that go on. */
  newest(): Handle | undefined {
    return this.live().at(-1);
  }

  /** The newest of each call that is not over. */
  live(): Handle[] {
    return [...this.#latest.values()].filter((handle) => !isOver(handle));
  }

  /** A day of calls is a lot of peer connections and streams. */
  #letGo(): void {
    const over = [...this.#latest.values()].filter(isOver);
    for (const { call } of over.slice(0, -KEPT)) this.#latest.delete(call.id);
  }
}

/** Switches off the microphone that the call has. */
export function stopTracks(call: SdkCall): void {
  if (call.localStream != null) stopStream(call.localStream);
}

/**
 * The same, for a call that we end. The SDK may still be waiting for the browser to give the microphone, and keeps what it
 * gets until the server has answered its bye.
 */
export function endMicrophone(call: SdkCall): void {
  stopTracks(call);
  let stream = call.options.localStream;
  Object.defineProperty(call.options, 'localStream', {
    configurable: true,
    enumerable: true,
    get: () => stream,
    set: (given: MediaStream | null) => {
      if (given !== null) stopStream(given);
      stream = given;
    },
  });
}

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The track of the microphone that the call has. */
export function microphoneTrack(call: SdkCall): MediaStreamTrack | null {
  return call.localStream?.getAudioTracks()[0] ?? null;
}

/**
 * Sends this microphone in place of the one that the call has, or that has ended; resolves when it is sent, or cannot be
 * and is switched off. Not by the SDK's own change of device, which ends the call when that fails.
 */
export async function replaceMicrophone(call: SdkCall, stream: MediaStream): Promise<void> {
  const sender = call.peer?.instance?.getSenders().find(({ track }) => track?.kind === 'audio');
  stopTracks(call);
  // By it the SDK mutes.
  call.options.localStream = stream;
  const [track = null] = stream.getAudioTracks();
  // Not a word before it is muted as the other was.
  if (track !== null) track.enabled = sender?.track?.enabled ?? false;
  const sent = await sender?.replaceTrack(track).then(
    () => true,
    () => false,
  );
  // What is not sent must not be taken for a microphone: the next look finds that it has ended.
  if (sent !== true) stopStream(stream);
}
