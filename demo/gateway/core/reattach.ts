/** Which calls come back with a session that is taken up again, and what the client is told of them. */
import { covers } from './admission.ts';
import { ENDINGS } from './causes.ts';
import type { Fault } from './faults.ts';
import { endCall, legsOf } from './legs.ts';
import type { Draft, Session } from './state.ts';

/**
 * The `reattached_sessions` of this `clientReady`, null where the field is to be missing. Calls that a fault has lost
 * are ended here, without a word to this client; the session's others are to be offered.
 */
export function bringBack(draft: Draft, session: Session): string[] | null {
  const legs = legsOf(draft, session);
  const ids = (): string[] => legsOf(draft, session).map((leg) => leg.id);
  // A session without calls leaves the fault for one that has some.
  const fault = legs.length === 0 ? null : dueFault(draft, session);
  if (fault === null) return ids();
  const kept = fault.list !== 'partial' ? [] : [fault.keep === 'oldest' ? legs[0] : legs.at(-1)];
  const listed = legs.filter((leg) => kept.includes(leg)).map((leg) => leg.id);
  if (fault.calls === 'lost') {
    for (const leg of legs) if (!kept.includes(leg)) endCall(draft, leg, ENDINGS.restarted, false);
  }
  return fault.list === 'missing' ? null : listed;
}

function dueFault(draft: Draft, session: Session): (Fault & { fault: 'reattach' }) | null {
  for (const fault of draft.state.faults) {
    if (fault.fault !== 'reattach' || !covers(fault, session.user, session.id)) continue;
    fault.times -= 1;
    if (fault.times <= 0) draft.state.faults = draft.state.faults.filter((each) => each !== fault);
    return fault;
  }
  return null;
}
