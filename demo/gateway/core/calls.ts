/** The requests of a logged-in client about its calls. Each handler answers its request or throws a `Refusal`. */
import { holdFault } from './admission.ts';
import { reachesAssistant } from './assistant.ts';
import { ENDINGS, unansweredEnding } from './causes.ts';
import { plan } from './dialplan.ts';
import { CODES, Refusal } from './jsonrpc.ts';
import type { Params, RpcId } from './jsonrpc.ts';
import { answer, endCall, endLeg, farLeg, makeLeg } from './legs.ts';
import { audioSdp, callId, customHeaders, dialogParams, optionalInteger, optionalText, text } from './params.ts';
import { reply, replyError } from './send.ts';
import type { Draft, Ending, Leg, Session, Socket } from './state.ts';

/** A request with its sender; `id` is null for a notification, which gets no answer. */
export interface Call {
  draft: Draft;
  socket: Socket;
  session: Session;
  id: RpcId | null;
  params: Params;
}

const DTMF = /^[0-9A-D*#wW]{1,64}$/;

export function invite(call: Call): void {
  const { draft, session, params } = call;
  const id = callId(params);
  if (draft.state.legs.has(id)) throw new Refusal(CODES.noSuchDialog, 'CALL ALREADY EXISTS');
  const dialog = dialogParams(params);
  const sdp = audioSdp(params);
  const dialled = optionalText(dialog, 'destination_number') ?? '';
  const headers = customHeaders(dialog);
  const callerName = optionalText(dialog, 'caller_id_name') ?? session.user;
  const callerNumber = optionalText(dialog, 'caller_id_number') ?? session.user;
  const target = plan(draft.state, session, dialled);
  const telnyxSessionId = draft.newId();
  const calleeId = draft.newId();
  const leg = makeLeg(draft, {
    id,
    session,
    direction: 'outbound',
    far:
      target.kind === 'user'
        ? { kind: 'leg', leg: calleeId }
        : { kind: 'service', service: target.kind === 'service' ? target.service : 'none' },
    remoteName: '',
    remoteNumber: dialled,
    headers,
    telnyxSessionId,
  });
  if (reachesAssistant(session)) leg.conversation = { due: [], said: [], hearsAt: null };
  done(call, { message: 'CALL CREATED', callID: id, sessid: session.id });
  if (target.kind === 'end') {
    endLeg(draft, leg, target.ending, { tell: true });
    return;
  }
  draft.effects.push({ type: 'media-answer', leg: id, purpose: 'invite', sdp });
  if (target.kind === 'service') {
    leg.due = target.script.map(({ afterMs, action }) => ({ at: draft.at + afterMs, action }));
    return;
  }
  makeLeg(draft, {
    id: calleeId,
    session: target.session,
    direction: 'inbound',
    far: { kind: 'leg', leg: id },
    remoteName: callerName,
    remoteNumber: callerNumber,
    headers,
    telnyxSessionId,
  });
  draft.effects.push({ type: 'media-offer', leg: calleeId, purpose: 'invite' });
  const { noAnswerMs } = draft.state.settings;
  if (noAnswerMs > 0) leg.due.push({ at: draft.at + noAnswerMs, action: 'no-answer' });
}

/** An inbound call is answered by the user. */
export function answerInvite(call: Call): void {
  const leg = ownLeg(call);
  if (leg.direction !== 'inbound' || leg.phase !== 'ringing') {
    throw new Refusal(CODES.noSuchDialog, leg.answeredAt === null ? 'CALL IS NOT RINGING' : 'CALL ALREADY ANSWERED');
  }
  accept(call, leg, audioSdp(call.params));
}

/**
 * The client took a call up again after a reconnect. Where it was an unanswered inbound call this answers it, as it
 * does at Telnyx: the bare SDK does so by itself.
 */
export function attach(call: Call): void {
  const leg = ownLeg(call);
  if (!leg.attaching) throw new Refusal(CODES.noSuchDialog, 'CALL WAS NOT OFFERED FOR ATTACH');
  const sdp = audioSdp(call.params);
  leg.attaching = false;
  leg.reattachedAt.push(call.draft.at);
  accept(call, leg, sdp);
}

function accept(call: Call, leg: Leg, sdp: string): void {
  const { draft } = call;
  draft.effects.push({ type: 'media-accept', leg: leg.id, sdp });
  leg.sdpSent = true;
  done(call, { message: 'CALL ANSWERED', callID: leg.id, sessid: call.session.id });
  if (leg.direction !== 'inbound') return;
  answer(draft, leg);
  const far = farLeg(draft, leg);
  if (far) answer(draft, far);
}

export function bye(call: Call): void {
  const { draft, params } = call;
  const leg = ownLeg(call);
  const given: Ending = {
    cause: optionalText(params, 'cause', 64) ?? ENDINGS.normal.cause,
    causeCode: optionalInteger(params, 'causeCode') ?? ENDINGS.normal.causeCode,
    sipCode: optionalInteger(params, 'sipCode'),
    sipReason: null,
  };
  const far = leg.answeredAt !== null ? ENDINGS.normal : unansweredEnding(leg.direction, given);
  draft.effects.push({
    type: 'record',
    entry: { kind: 'bye', leg: leg.id, user: leg.user, from: 'client', ending: given },
  });
  endCall(draft, leg, given, false, far);
  done(call, { message: 'CALL ENDED', callID: leg.id, cause: given.cause, causeCode: given.causeCode });
}

export function modify(call: Call): void {
  const { draft, params, socket } = call;
  const leg = ownLeg(call);
  const action = text(params, 'action', 32);
  if (leg.phase !== 'active' && leg.phase !== 'early') throw new Refusal(CODES.noSuchDialog, 'CALL IS NOT ANSWERED');
  switch (action) {
    case 'hold':
    case 'unhold':
    case 'toggleHold': {
      if (leg.phase !== 'active') throw new Refusal(CODES.noSuchDialog, 'CALL IS NOT ANSWERED');
      const fault = action === 'hold' ? holdFault(draft, leg) : null;
      if (fault !== null) {
        // Not thrown, which would give back what the fault has used up.
        if (fault === 'refused') replyError(draft, socket.id, call.id, CODES.noSuchDialog, 'CALL CANNOT BE HELD');
        return;
      }
      leg.held = action === 'toggleHold' ? !leg.held : action === 'hold';
      const holdState = leg.held ? 'held' : 'active';
      done(call, { message: 'CALL MODIFIED', callID: leg.id, action, holdState });
      return;
    }
    case 'updateMedia': {
      if (call.id === null) throw new Refusal(CODES.invalidRequest, 'Invalid request: updateMedia needs an "id"');
      const sdp = audioSdp(params);
      // Answered when the peer has its new description.
      const purpose = { update: call.id, socket: socket.id, trickle: params['trickle'] === true };
      draft.effects.push({ type: 'media-answer', leg: leg.id, purpose, sdp });
      return;
    }
    default:
      throw new Refusal(CODES.invalidParams, `Invalid params: unknown action "${action}"`);
  }
}

/** DTMF, or a text message, which goes nowhere here. */
export function info(call: Call): void {
  const leg = ownLeg(call);
  if (call.params['msg'] === undefined) {
    const digits = text(call.params, 'dtmf', 64);
    if (!DTMF.test(digits)) throw new Refusal(CODES.invalidParams, 'Invalid params: "dtmf" has no such keys');
    if (leg.phase !== 'active') throw new Refusal(CODES.noSuchDialog, 'CALL IS NOT ANSWERED');
    // Bounded, so that a script cannot fill the memory with digits.
    leg.dtmf = (leg.dtmf + digits).slice(-1024);
  }
  done(call, { message: 'SENT', callID: leg.id });
}

export function candidate(call: Call): void {
  const leg = ownLeg(call);
  const { params } = call;
  const line = optionalText(params, 'candidate', 1024);
  if (line !== null) {
    call.draft.effects.push({
      type: 'media-candidate',
      leg: leg.id,
      candidate: line,
      sdpMid: optionalText(params, 'sdpMid', 32),
      sdpMLineIndex: optionalInteger(params, 'sdpMLineIndex'),
    });
  }
  done(call, { callID: leg.id });
}

export function endOfCandidates(call: Call): void {
  done(call, { callID: ownLeg(call).id });
}

/** The leg that the dialog names, if it belongs to the sender. Another user's call does not exist for it. */
function ownLeg(call: Call): Leg {
  const leg = call.draft.state.legs.get(callId(call.params));
  if (leg?.session !== call.session.id) throw new Refusal(CODES.noSuchDialog, 'CALL DOES NOT EXIST');
  return leg;
}

function done(call: Call, result: object): void {
  if (call.id !== null) reply(call.draft, call.socket.id, call.id, result);
}
