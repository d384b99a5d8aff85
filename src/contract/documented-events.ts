/**
 * The events that Telnyx documents for its signaling server, each with what really crosses the wire, or, where nothing
 * does, what a page gets instead.
 */
export interface DocumentedEvent {
  /** What crosses the wire under another name; null where nothing does. */
  readonly wire: string | null;
  /** For one that never occurs: what tells the page of it. */
  readonly instead: string | null;
}

const wire = (method: string): DocumentedEvent => ({ wire: method, instead: null });
const never = (instead: string): DocumentedEvent => ({ wire: null, instead });

export const DOCUMENTED_EVENTS = {
  'telnyx.login': wire('login, outbound; anonymous_login for an AI assistant'),
  'telnyx.login.success': wire('the result of login'),
  'telnyx.login.error': wire('the error of login'),
  'telnyx.logout': never('The client closes the socket: telnyx-disconnected, with the reason user.'),
  'telnyx.invite': wire('telnyx_rtc.invite, in either direction'),
  'telnyx.invite.response': wire('the answer to telnyx_rtc.invite, in either direction'),
  'telnyx.answer': wire('telnyx_rtc.answer, in either direction'),
  'telnyx.ringing': wire('telnyx_rtc.ringing'),
  'telnyx.bridge': never('Both parties are connected when the answer comes: telnyx.answer, and call-state active.'),
  'telnyx.bye': wire('telnyx_rtc.bye, inbound'),
  'telnyx.hangup': wire('telnyx_rtc.bye, outbound'),
  'telnyx.media': wire('telnyx_rtc.media, inbound; telnyx_rtc.modify with updateMedia, outbound'),
  'telnyx.media.candidate': wire('telnyx_rtc.candidate and telnyx_rtc.endOfCandidates'),
  'telnyx.hold': wire('telnyx_rtc.modify with hold'),
  'telnyx.unhold': wire('telnyx_rtc.modify with unhold'),
  'telnyx.dtmf': wire('telnyx_rtc.info with dtmf'),
  'telnyx.transfer': never('The page’s backend transfers, by client.transferHandler; the call then ends with a bye.'),
  'telnyx.fax': never('Fax detection is an option of the call at Telnyx, whose webhook tells the page’s backend.'),
  'telnyx.register': never(
    'The login registers: telnyx.login, then telnyx.gateway.state, and connection-state connected.',
  ),
  'telnyx.unregister': never('Closing the socket ends the registration: telnyx-disconnected.'),
  'telnyx.gateway.state': wire('telnyx_rtc.clientReady, telnyx_rtc.gatewayState and its answer'),
} as const satisfies Readonly<Record<string, DocumentedEvent>>;

export type DocumentedName = keyof typeof DOCUMENTED_EVENTS;
