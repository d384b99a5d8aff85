import type { MediaSample } from '../contract/observations.ts';
import { NO_RECEIPTS, unheardFor, withLook, type Look, type Receipts } from './receipts.ts';
import { measure, NOTHING_MEASURED, type Measured, type QualityLook, type QualityWarning } from './quality.ts';
import type { SdkCall } from './sdk-shape.ts';

/** What is found where there is nothing to be found yet. */
export const NO_PACKETS: Omit<MediaSample, 'peer'> = {
  inboundPackets: 0,
  outboundPackets: 0,
  arrivals: null,
  unheardFor: 0,
  microphoneLost: false,
  quality: null,
};

const NOT_LOOKED: Look = { at: 0, sent: 0, receipt: 0, reports: 0 };

/** What earlier looks have found of a peer connection. */
export interface Known {
  readonly receipts: Receipts;
  readonly measured: Measured;
}

interface StatsEntry {
  readonly type: string;
  readonly timestamp: number;
  readonly fractionLost?: number;
  readonly packetsReceived?: number;
  readonly packetsSent?: number;
  readonly packetsLost?: number;
  readonly jitter?: number;
  readonly roundTripTime?: number;
  readonly currentRoundTripTime?: number;
  readonly nominated?: boolean;
  readonly bytesReceived?: number;
  readonly responsesReceived?: number;
}

/**
 * Reads the counters that tell whether audio really crosses.
 *
 * @param known what earlier looks have found of each connection; brought up to date
 * @param warn hears what has been wrong for long
 */
export async function sampleCall(
  call: SdkCall,
  known: WeakMap<object, Known>,
  warn: (warning: QualityWarning) => void,
): Promise<MediaSample> {
  const peer = call.peer?.instance;
  if (peer === null || peer === undefined) return { ...NO_PACKETS, peer: 'new' };
  const entries = [...((await peer.getStats()) as unknown as ReadonlyMap<string, StatsEntry>).values()];
  const look = entries.reduce(addLook, NOT_LOOKED);
  const before = known.get(peer);
  const receipts = withLook(before?.receipts ?? NO_RECEIPTS, look);
  const measured = measure(before?.measured ?? NOTHING_MEASURED, qualityLook(entries));
  known.set(peer, { receipts, measured });
  measured.warnings.forEach(warn);
  // Read after the wait, during which it may have been replaced.
  const microphoneLost = call.localStream?.getAudioTracks().some(({ readyState }) => readyState === 'ended') ?? false;
  return entries.reduce<MediaSample>(addStats, {
    ...NO_PACKETS,
    peer: peer.connectionState,
    unheardFor: unheardFor(receipts, look.at),
    microphoneLost,
    quality: measured.quality,
  });
}

function addStats(sample: MediaSample, entry: StatsEntry): MediaSample {
  switch (entry.type) {
    case 'inbound-rtp':
      return {
        ...sample,
        inboundPackets: sample.inboundPackets + (entry.packetsReceived ?? 0),
      };
    case 'outbound-rtp':
      return { ...sample, outboundPackets: sample.outboundPackets + (entry.packetsSent ?? 0) };
    case 'candidate-pair':
      return {
        ...sample,
        arrivals: (sample.arrivals ?? 0) + (entry.bytesReceived ?? 0) + (entry.responsesReceived ?? 0),
      };
    default:
      return sample;
  }
}

/** So much is lost when nothing arrives: the share is told in parts of 256. */
const ALL_LOST = 0.99;

function addLook(look: Look, { type, timestamp, ...entry }: StatsEntry): Look {
  switch (type) {
    case 'outbound-rtp':
      return { ...look, at: Math.max(look.at, timestamp), sent: look.sent + (entry.packetsSent ?? 0) };
    case 'remote-inbound-rtp':
      return {
        ...look,
        reports: Math.max(look.reports, timestamp),
        // Chromium does not count for the far end. But a far end is silent on a stream of which nothing came, and then
        // the time of its last report on ours stands still.
        receipt: (entry.fractionLost ?? 0) < ALL_LOST ? (entry.packetsReceived ?? timestamp) : look.receipt,
      };
    case 'remote-outbound-rtp':
      return { ...look, reports: Math.max(look.reports, timestamp) };
    default:
      return look;
  }
}

function qualityLook(entries: readonly StatsEntry[]): QualityLook {
  const report = entries.find(({ type }) => type === 'remote-inbound-rtp');
  const path = entries.find((entry) => entry.type === 'candidate-pair' && entry.nominated === true);
  const look: QualityLook = {
    at: 0,
    received: 0,
    lost: 0,
    jitter: null,
    // Media's own reports first: ICE's checks are few, and Firefox goes on telling of the first for as long as a call.
    roundTrip: milliseconds(report?.roundTripTime ?? path?.currentRoundTripTime),
    reported: report?.fractionLost === undefined ? null : { at: report.timestamp, loss: report.fractionLost },
  };
  return entries.reduce(
    (sum, entry) =>
      entry.type === 'inbound-rtp'
        ? {
            ...sum,
            at: Math.max(sum.at, entry.timestamp),
            received: sum.received + (entry.packetsReceived ?? 0),
            lost: sum.lost + (entry.packetsLost ?? 0),
            jitter: milliseconds(entry.jitter) ?? sum.jitter,
          }
        : sum,
    look,
  );
}

function milliseconds(seconds: number | undefined): number | null {
  return seconds === undefined ? null : seconds * 1000;
}
