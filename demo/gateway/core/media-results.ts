/** What the server-side peers produced, on its way to the client. */
import { ENDINGS } from './causes.ts';
import { CODES } from './jsonrpc.ts';
import { deliverAnswer, endCall, farLeg, ring } from './legs.ts';
import { reply, replyError, toLeg } from './send.ts';
import type { Draft, Leg, MediaPurpose } from './state.ts';

export function mediaReady(draft: Draft, legId: string, purpose: MediaPurpose, sdp: string): void {
  const leg = draft.state.legs.get(legId);
  // New candidates, a new path.
  if (leg && purpose !== 'invite') leg.pathLost = false;
  if (typeof purpose === 'object') {
    // The socket may have been replaced since; a late answer to it has nowhere to go.
    if (!leg) {
      replyError(draft, purpose.socket, purpose.update, CODES.noSuchDialog, 'CALL DOES NOT EXIST');
      return;
    }
    const holdState = leg.held ? 'held' : 'active';
    const result = { message: 'CALL MODIFIED', callID: leg.id, action: 'updateMedia', holdState, sdp };
    reply(draft, purpose.socket, purpose.update, result);
    return;
  }
  if (!leg) return;
  if (purpose === 'attach') {
    leg.attaching = true;
    toLeg(draft, leg, 'telnyx_rtc.attach', { sdp, ...parties(leg) });
    return;
  }
  if (leg.direction === 'outbound') {
    leg.localSdp = sdp;
    deliverAnswer(draft, leg);
    return;
  }
  if (leg.phase !== 'new') return;
  leg.phase = 'ringing';
  toLeg(draft, leg, 'telnyx_rtc.invite', { sdp, ...parties(leg), dialogParams: { custom_headers: leg.headers } });
  const far = farLeg(draft, leg);
  if (far) ring(draft, far);
}

export function mediaFailed(draft: Draft, legId: string, purpose: MediaPurpose, message: string): void {
  if (typeof purpose === 'object') {
    replyError(draft, purpose.socket, purpose.update, CODES.internalError, `Media could not be set up: ${message}`);
    return;
  }
  const leg = draft.state.legs.get(legId);
  // A failed attach leaves the call to the peer that it had.
  if (leg && purpose === 'invite') endCall(draft, leg, ENDINGS.mediaFailed, true);
}

/** Caller and callee as the SDK reads them: `caller_id` is always the other side of the client's own. */
function parties(leg: Leg): object {
  return {
    caller_id_name: leg.remoteName,
    caller_id_number: leg.remoteNumber,
    callee_id_name: leg.user,
    callee_id_number: leg.user,
  };
}
