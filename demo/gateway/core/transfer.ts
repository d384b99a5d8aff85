/** Transfers, as a page's backend asks for them by Call Control: the other side goes on with somebody else. */
import { ENDINGS } from './causes.ts';
import { plan } from './dialplan.ts';
import { endLeg, farLeg, makeLeg } from './legs.ts';
import type { Draft, GatewayState, Leg } from './state.ts';

/** The leg that the service names so, if it is in a call. */
export function controlled(state: GatewayState, callControlId: string): Leg | null {
  const leg = [...state.legs.values()].find((each) => each.telnyxCallControlId === callControlId);
  return leg?.phase === 'active' ? leg : null;
}

/** Joins the other sides of two calls of one user, who is done with both: an attended transfer. */
export function join(draft: Draft, callControlId: string, consultation: string): void {
  const [leg, second] = [callControlId, consultation].map((id) => controlled(draft.state, id));
  if (!leg || !second || leg === second || leg.session !== second.session) return;
  const one = farLeg(draft, leg);
  const other = farLeg(draft, second);
  for (const done of [leg, second]) endLeg(draft, done, ENDINGS.normal, { tell: true });
  // Where there is nobody but a service, the other hears that.
  if (one) one.far = other ? { kind: 'leg', leg: other.id } : second.far;
  if (other) other.far = one ? { kind: 'leg', leg: one.id } : leg.far;
}

/** Nothing happens to a call that is gone meanwhile; to a number where nobody is, the other side is let go of too. */
export function transfer(draft: Draft, callControlId: string, to: string): void {
  const leg = controlled(draft.state, callControlId);
  const session = leg && draft.state.sessions.get(leg.session);
  if (!session) return;
  const other = farLeg(draft, leg);
  const target = plan(draft.state, session, to);
  // To whoever transfers it, it looks as if the other side had hung up.
  endLeg(draft, leg, ENDINGS.normal, { tell: true });
  if (!other) return;
  if (target.kind === 'end') {
    endLeg(draft, other, target.ending, { tell: true });
  } else if (target.kind === 'service') {
    other.far = { kind: 'service', service: target.service };
  } else {
    const id = draft.newId();
    other.far = { kind: 'leg', leg: id };
    makeLeg(draft, {
      id,
      session: target.session,
      direction: 'inbound',
      far: { kind: 'leg', leg: other.id },
      remoteName: leg.remoteName,
      remoteNumber: other.user,
      headers: [],
      telnyxSessionId: other.telnyxSessionId,
    });
    draft.effects.push({ type: 'media-offer', leg: id, purpose: 'invite' });
  }
}
