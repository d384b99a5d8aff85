/** Every deadline of the phone, in milliseconds, in one place. */

/** Waits between attempts; the last one repeats. */
export const BACKOFF = [1000, 2000, 4000, 8000, 16_000, 32_000] as const;
/** Each wait is multiplied by a random number in this range, so that a crowd does not return in one instant. */
export const JITTER = { from: 0.75, to: 1.25 } as const;
/** When the network comes back the attempt starts within a random part of this. */
export const ONLINE_SPREAD = 500;

/** A load of the SDK's chunk that hangs longer is abandoned and counted. */
export const LOAD_DEADLINE = 30_000;
/** A token request that hangs longer is abandoned. */
export const TOKEN_DEADLINE = 10_000;
/** A token that expires sooner than this is renewed before a login. */
export const TOKEN_MARGIN = 30_000;
/** A token is renewed in place this long before it ends, or with the last quarter of its lifetime if that is less. */
export const RENEWAL_LEAD = 300_000;
/** It is not renewed sooner than this after it came, unless it is short, or nearly over. */
export const RENEWAL_FLOOR = 10_000;
/** Two tokens whose ages differ by less, as they come, are equally old: no request for one takes longer. */
export const SAME_AGE = 10_000;
/** A session that ended sooner than this, refused again or sent away by the server again, did not stand. */
export const SESSION_TRIAL = 60_000;
/** So many drops in a row are a bad network's, before what drops the phone is asked less often. */
export const FREE_DROPS = 2;
/** A connect that hangs longer is abandoned and counted. The SDK has no such limit. */
export const CONNECT_DEADLINE = 8000;
/** A login unanswered for longer is abandoned and counted. The SDK would wait for ever. */
export const READY_DEADLINE = 15_000;
/** A server that has not registered the client yet is asked again after this. */
export const REGISTER_RETRY = 2000;
/** The SDK can take 5 s a call to say its byes. */
export const CLOSE_DEADLINE = 8000;

/** In a call, this much silence from the server is looked into. */
export const SILENCE = 10_000;
/** The same while a call's audio is lost too: then the whole path is the likelier culprit. */
export const SILENCE_WITHOUT_AUDIO = 4000;
/** A probe unanswered for longer means that the socket is dead. */
export const PROBE_DEADLINE = 4000;
/** The same just after the network came back, when a dead socket is the likelier case. */
export const PROBE_DEADLINE_ONLINE = 1000;

/** While the browser says that it is offline, a socket from which nothing came for so long is asked again. */
export const OFFLINE_LOOK = 4000;

/** Between two looks at a call's packets. */
export const SAMPLE_INTERVAL = 1000;
/** The same while it recovers, so that its return shows without delay. */
export const SAMPLE_INTERVAL_RECOVERING = 250;
/** Without an inbound packet for this long, the other side's audio has stalled. */
export const STALL = 3000;
/** The same for ours, which the other side may report on as seldom as it likes. */
export const UNHEARD = 4000;
/**
 * A path on which nothing at all arrives for so long is dead, whatever the browser says: Firefox goes on calling it
 * connected for 20 s. ICE's checks alone are answered every five seconds.
 */
export const DEAD_PATH = 7500;
/** A peer connection may be `disconnected` this long before the call counts as reconnecting. */
export const DISCONNECTED_GRACE = 1000;
/** A peer not connected for this long with signaling up ends the call. */
export const MEDIA_DEADLINE = 30_000;
/** A recovered peer that stays connected this long without a packet is back; the silence is the other side's. */
export const SILENT_PEER = 10_000;
/** How long after its return the server may take to bring a call back. */
export const REATTACH_DEADLINE = 10_000;
/** The same for a call that it did not name among those it brings back. */
export const UNLISTED_DEADLINE = 1000;
/** Such a call lives on only if its packets came within this. */
export const UNLISTED_SILENCE = 500;

/** How long after a page was left its session can be taken up again: the SDK keeps its id no longer. */
export const REATTACH_WINDOW = 90_000;

/** How long an answered call waits for its microphone: whoever calls does not ring into nowhere. */
export const MICROPHONE_DEADLINE = 20_000;
/** The same for dialling, where nobody rings yet. */
export const MICROPHONE_DEADLINE_DIALLING = 60_000;

/** How long after a transfer was taken the server may let go of the call because of it: somewhere else it rings first. */
export const TRANSFER_WINDOW = 60_000;

/** A command unconfirmed for longer fails. The SDK's own requests give up after 10 s. */
export const COMMAND_DEADLINE = 10_000;
/** The same for dialling and answering, which gather candidates and negotiate first. */
export const SETUP_DEADLINE = 20_000;
