/** The words every part of the project uses for what is going on. */

export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'disconnecting' | 'disconnected';

/** Why there is no connection; null while there is one, and while nothing was asked for. */
export type ConnectionReason = 'signaling' | 'offline' | 'auth' | 'exhausted' | 'server' | 'elsewhere' | 'user';

export type CallState = 'new' | 'ringing' | 'active' | 'held' | 'reconnecting' | 'destroyed';

export type CallDirection = 'inbound' | 'outbound';

/** Why a call ended; the seeds' vocabulary, see `selectors/` for what is shown. */
export type CallCause = 'normal' | 'originatorCancel' | 'timeOut' | 'rejected' | 'error' | 'replaced';

/** Whether RTP arrives from the other side. Null where the question does not arise (not answered, or held). */
export type RemoteMedia = 'flowing' | 'stalled';

/** Whether our RTP arrives at the other side. Null where the question does not arise (not answered, held, muted). */
export type LocalMedia = 'flowing' | 'stalled';

/** How good a call sounds, worst first. */
export type QualityLevel = 'poor' | 'fair' | 'good' | 'excellent';

/** The commands of a call that are confirmed by someone else, and so can be pending. */
export type CallCommand = 'dial' | 'answer' | 'reject' | 'hangup' | 'hold' | 'unhold' | 'dtmf' | 'transfer';

/** The two axes on which something can be reconnecting. */
export type RecoveryScope = 'signaling' | 'media';
