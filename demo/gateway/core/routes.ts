/** Where each leg's audio comes from, as a function of the state. */
import { covers } from './admission.ts';
import type { GatewayState, Leg } from './state.ts';

export type Source = { kind: 'leg'; leg: string } | { kind: 'echo' | 'tone' | 'speech' | 'silence' | 'nothing' };

/** How bad the network of a leg is in one direction. */
export interface Impairment {
  /** Share of the RTP packets that is lost, 0 to 1. */
  loss: number;
  /** By how much everything is late, ICE's checks and RTCP included; milliseconds. */
  delayMs: number;
  /** By how much more, at most; by chance, so that packets come irregularly, but in their order. Milliseconds. */
  jitterMs: number;
}

export interface Route {
  leg: string;
  source: Source;
  /** The `stop-media` fault: RTP from the client, to the client, or even ICE is lost. */
  dropIn: boolean;
  dropOut: boolean;
  dropPath: boolean;
  /** The `impair` fault, newest first; null while the network is fine. */
  impairIn: Impairment | null;
  impairOut: Impairment | null;
}

export function routes(state: GatewayState): Route[] {
  return [...state.legs.values()].map((leg) => ({
    leg: leg.id,
    source: source(state, leg),
    ...drops(state, leg),
    ...impairments(state, leg),
  }));
}

function source(state: GatewayState, leg: Leg): Source {
  const NOTHING: Source = { kind: 'nothing' };
  if (leg.held || (leg.phase !== 'active' && leg.phase !== 'early')) return NOTHING;
  if (leg.far.kind === 'service') return leg.far.service === 'none' ? NOTHING : { kind: leg.far.service };
  const far = state.legs.get(leg.far.leg);
  if (far?.phase !== 'active') return NOTHING;
  // Whoever is put on hold hears silence, in packets: their line is fine.
  return far.held ? { kind: 'silence' } : { kind: 'leg', leg: far.id };
}

function drops(state: GatewayState, leg: Leg): Pick<Route, 'dropIn' | 'dropOut' | 'dropPath'> {
  const { pathLost } = leg;
  const dropped = { dropIn: pathLost, dropOut: pathLost, dropPath: pathLost };
  for (const fault of state.faults) {
    if (fault.fault !== 'stop-media' || !covers(fault, leg.user, leg.session)) continue;
    const { direction } = fault;
    const path = direction === 'path';
    if (path || direction === 'in' || direction === 'both') dropped.dropIn = true;
    if (path || direction === 'out' || direction === 'both') dropped.dropOut = true;
    if (path) dropped.dropPath = true;
  }
  return dropped;
}

function impairments(state: GatewayState, leg: Leg): Pick<Route, 'impairIn' | 'impairOut'> {
  const impairment = (side: 'in' | 'out'): Impairment | null => {
    const newest = state.faults.findLast(
      (fault) =>
        fault.fault === 'impair' &&
        (fault.direction === side || fault.direction === 'both') &&
        covers(fault, leg.user, leg.session),
    );
    return newest?.fault === 'impair' ? newest.impairment : null;
  };
  return { impairIn: impairment('in'), impairOut: impairment('out') };
}
