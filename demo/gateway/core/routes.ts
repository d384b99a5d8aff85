/** Where each leg's audio comes from, as a function of the state. */
import { covers } from './admission.ts';
import type { GatewayState, Leg } from './state.ts';

export type Source = { kind: 'leg'; leg: string } | { kind: 'echo' | 'tone' | 'silence' | 'nothing' };

export interface Route {
  leg: string;
  source: Source;
  /** The `stop-media` fault: RTP from the client, to the client, or even ICE is lost. */
  dropIn: boolean;
  dropOut: boolean;
  dropPath: boolean;
}

export function routes(state: GatewayState): Route[] {
  return [...state.legs.values()].map((leg) => ({ leg: leg.id, source: source(state, leg), ...drops(state, leg) }));
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
