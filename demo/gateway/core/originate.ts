/** A call from the gateway itself to a registered user: somebody calls, and no second page is needed for it. */
import { makeLeg } from './legs.ts';
import { newestSession } from './dialplan.ts';
import type { Draft, Service } from './state.ts';

export interface Origination {
  user: string;
  /** What the user hears after answering. */
  service: Service;
  name: string;
  number: string;
}

/** Rings where the user registered last; nothing happens if the user has no socket now. */
export function originate(draft: Draft, { user, service, name, number }: Origination): void {
  const session = newestSession(draft.state, user);
  if (!session) return;
  const id = draft.newId();
  makeLeg(draft, {
    id,
    session,
    direction: 'inbound',
    far: { kind: 'service', service },
    remoteName: name,
    remoteNumber: number,
    headers: [],
    telnyxSessionId: draft.newId(),
  });
  draft.effects.push({ type: 'media-offer', leg: id, purpose: 'invite' });
}
