import type { IceCandidateCounts, NetworkCheck } from '../contract/check.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { warningOf } from './problems.ts';
import { judge, scoreOf } from './quality.ts';

/** The part of the SDK's report (`PreCallDiagnostic`, 2.27.10) that is read here. */
export interface SdkReport {
  readonly reasons?: readonly SdkRemark[] | undefined;
  readonly warnings?: readonly SdkRemark[] | undefined;
  readonly ice?:
    | {
        readonly candidateCounts: IceCandidateCounts;
        readonly selectedPair?: { readonly localCandidate?: { readonly candidateType?: string } | undefined };
      }
    | undefined;
  readonly network?:
    | {
        /** Milliseconds. */
        readonly rtt?: { readonly average?: number } | undefined;
        readonly jitter?: { readonly average?: number } | undefined;
        readonly packets?: { readonly packetLossFraction?: number | undefined } | undefined;
        readonly inbound?: { readonly flowing: boolean } | undefined;
        readonly outbound?: { readonly flowing: boolean } | undefined;
      }
    | undefined;
}

interface SdkRemark {
  readonly code: string;
  readonly source: string;
}

export interface NetworkFindings {
  readonly network: NetworkCheck;
  readonly warnings: readonly ErrorCode[];
}

const NOTHING: NetworkCheck = {
  cause: null,
  loss: null,
  jitter: null,
  roundTrip: null,
  mos: null,
  level: null,
  relay: null,
  candidates: null,
  remarks: [],
};

/** There is nothing to judge by. */
export function nothingMeasured(cause: ErrorCode): NetworkFindings {
  return { network: Object.freeze({ ...NOTHING, cause }), warnings: [] };
}

/**
 * What the SDK has measured, judged as a call is: by its own limits a line is fair from a loss of 2 % on and good at any
 * round trip below 300 ms, and the same line would then be called something else in the call.
 */
export function readReport({ ice, network, reasons = [], warnings = [] }: SdkReport): NetworkFindings {
  if (network === undefined) return nothingMeasured('media-failed');
  const numbers = {
    loss: network.packets?.packetLossFraction ?? null,
    lossSent: null,
    jitter: network.jitter?.average ?? null,
    roundTrip: network.rtt?.average ?? null,
  };
  const crosses = network.inbound?.flowing === true && network.outbound?.flowing === true;
  const mos = crosses ? scoreOf(numbers) : null;
  const { level, wrong } = judge(numbers, mos);
  const path = ice?.selectedPair?.localCandidate?.candidateType;
  return {
    network: Object.freeze({
      cause: crosses ? null : 'media-failed',
      loss: numbers.loss,
      jitter: numbers.jitter,
      roundTrip: numbers.roundTrip,
      mos,
      level,
      relay: path === undefined ? null : path === 'relay',
      candidates: ice === undefined ? null : Object.freeze(countsOf(ice.candidateCounts)),
      remarks: Object.freeze(
        [...reasons, ...warnings].filter(({ source }) => source === 'ice').map(({ code }) => code),
      ),
    }),
    warnings: wrong.flatMap((code) => warningOf(code) ?? []),
  };
}

function countsOf({ host, srflx, prflx, relay }: IceCandidateCounts): IceCandidateCounts {
  return { host, srflx, prflx, relay };
}
