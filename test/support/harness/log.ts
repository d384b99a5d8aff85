/** What the test page writes down (page/recorder.js), as the tests read it. Times are epoch milliseconds. */

/** The fields of a call's snapshot that the tests look at. */
export interface CallView {
  readonly id: string;
  readonly recoveredCallId: string | null;
  readonly quality: { readonly loss: number | null; readonly level: string | null } | null;
  readonly direction: 'inbound' | 'outbound';
  readonly state: 'new' | 'ringing' | 'active' | 'held' | 'reconnecting' | 'destroyed';
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly remoteNumber: string;
  readonly micMuted: boolean;
  readonly held: boolean;
  readonly background: boolean;
  readonly earlyMedia: boolean;
  readonly pending: readonly string[];
  readonly cause: string | null;
  readonly error: string | null;
  readonly sipCode: number | null;
  readonly remoteMedia: 'flowing' | 'stalled' | null;
  readonly localMedia: 'flowing' | 'stalled' | null;
  readonly microphoneLost: boolean;
  readonly mediaHealthy: boolean;
  readonly attachments: number;
  readonly recoveries: number;
}

export interface ConnectionView {
  readonly state: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'disconnecting' | 'disconnected';
  readonly reason: string | null;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly nextAttemptAt: number | null;
}

export interface SnapshotView {
  readonly connection: ConnectionView & { readonly error: string | null };
  readonly calls: readonly CallView[];
  readonly mediaRecovery: (MediaRecoveryView & { readonly retrying: boolean }) | null;
}

export interface MediaRecoveryView {
  readonly callId: string | null;
  readonly cause: string;
  readonly deadline: number | null;
}

interface Details {
  'telnyx-connection-change': ConnectionView & { readonly previous: ConnectionView['state'] };
  'telnyx-reconnecting': { readonly scope: 'signaling' | 'media'; readonly callId?: string; readonly reason: string };
  'telnyx-reconnected': { readonly scope: 'signaling' | 'media'; readonly callId?: string; readonly duration: number };
  'telnyx-disconnected': { readonly reason: string; readonly error: string | null };
  'telnyx-incoming-call': { readonly call: CallView };
  'telnyx-call-change': { readonly snapshot: CallView; readonly previous: CallView | null };
  'telnyx-call-recovered': { readonly call: CallView; readonly recoveredCallId: string };
  'telnyx-remote-media-change': { readonly remoteMedia: CallView['remoteMedia'] };
  'telnyx-token-expiring': { readonly expiresAt: number };
  'telnyx-media-recovery': MediaRecoveryView;
  'telnyx-warning': Problem;
  'telnyx-error': Problem;
}

export interface Problem {
  readonly code: string;
  readonly sdkCode: number | null;
  readonly message: string;
  readonly fatal: boolean;
  readonly callId: string | null;
}

export type EventName = keyof Details;

/** An event heard on `document`, with the elements' state attributes as they were at that moment. */
export interface HeardEvent<Name extends EventName = EventName> {
  readonly at: number;
  readonly name: Name;
  readonly detail: Details[Name];
  /** By tag. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface AttributeChange {
  readonly at: number;
  readonly tag: string;
  readonly name: string;
  readonly value: string | null;
}

/** The words of an element's parts from this moment on; a part that is not there is left out. */
export interface Shown {
  readonly at: number;
  readonly tag: string;
  readonly words: Readonly<Partial<Record<string, string>>>;
}

/** What the browser said of the network. */
export interface NetworkChange {
  readonly at: number;
  readonly online: boolean;
}

/** A timer that fired late, by how much: the machine had too much to do. */
export interface Lateness {
  readonly at: number;
  readonly ms: number;
}

export interface PageProblem {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
}

export interface PageLog {
  readonly events: HeardEvent[];
  readonly attributes: AttributeChange[];
  readonly shown: Shown[];
  readonly network: NetworkChange[];
  /** When a login was sent: a server that is slow hears of it later. */
  readonly logins: number[];
  readonly late: Lateness[];
  readonly problems: PageProblem[];
}

export function emptyLog(): PageLog {
  return { events: [], attributes: [], shown: [], network: [], logins: [], late: [], problems: [] };
}
