import type { MediaSample } from '../contract/observations.ts';
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

  /** A day of calls is a lot of peer connections and streams. */
  #letGo(): void {
    const over = [...this.#latest.values()].filter(isOver);
    for (const { call } of over.slice(0, -KEPT)) this.#latest.delete(call.id);
  }
}

/** Switches the microphone off for good, whatever the SDK goes on to do with the call. */
export function stopTracks(call: SdkCall): void {
  if (call.localStream != null) stopStream(call.localStream);
}

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

const NO_PACKETS = {
  inboundPackets: 0,
  outboundPackets: 0,
  packetsLost: 0,
  arrivals: null,
  jitter: null,
  roundTrip: null,
};

interface StatsEntry {
  readonly type: string;
  readonly kind?: string;
  readonly packetsReceived?: number;
  readonly packetsSent?: number;
  readonly packetsLost?: number;
  readonly jitter?: number;
  readonly currentRoundTripTime?: number;
  readonly nominated?: boolean;
  readonly bytesReceived?: number;
  readonly responsesReceived?: number;
}

/** Reads the counters that tell whether audio really crosses. */
export async function sampleCall(call: SdkCall): Promise<MediaSample> {
  const peer = call.peer?.instance;
  if (peer === null || peer === undefined) return { ...NO_PACKETS, peer: 'new' };
  const sample = { ...NO_PACKETS, peer: peer.connectionState };
  const report = await peer.getStats();
  return [...(report as unknown as ReadonlyMap<string, StatsEntry>).values()].reduce<MediaSample>(addStats, sample);
}

function addStats(sample: MediaSample, entry: StatsEntry): MediaSample {
  switch (entry.type) {
    case 'inbound-rtp':
      return {
        ...sample,
        inboundPackets: sample.inboundPackets + (entry.packetsReceived ?? 0),
        packetsLost: sample.packetsLost + (entry.packetsLost ?? 0),
        jitter: entry.jitter === undefined ? sample.jitter : entry.jitter * 1000,
      };
    case 'outbound-rtp':
      return { ...sample, outboundPackets: sample.outboundPackets + (entry.packetsSent ?? 0) };
    case 'candidate-pair':
      return {
        ...sample,
        arrivals: (sample.arrivals ?? 0) + (entry.bytesReceived ?? 0) + (entry.responsesReceived ?? 0),
        roundTrip:
          entry.nominated === true && entry.currentRoundTripTime !== undefined
            ? entry.currentRoundTripTime * 1000
            : sample.roundTrip,
      };
    default:
      return sample;
  }
}
