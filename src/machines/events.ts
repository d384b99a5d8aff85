import type { DevicesSnapshot } from '../contract/devices.ts';
import type { Observation } from '../contract/observations.ts';
import type { CallCommand } from '../contract/states.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { KeptCalls } from './kept-calls.ts';
import type { TabRules } from './tab-state.ts';

/** Everything that can happen to the phone. Times come in beside the event, never from a clock. */
export type MachineEvent = Observation | UserEvent | PageEvent | EffectResult;

/** A command of the user or the page. `ticket` names the promise that waits for it. */
export type UserEvent =
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect'; readonly forget: boolean }
  /** The last element is gone and nobody retains the client. */
  | { readonly type: 'release' }
  | { readonly type: 'reconnect-now' }
  | {
      readonly type: 'configured';
      readonly maxAttempts: number;
      readonly credentials: CredentialKind;
      /**
       * What became of the token at hand: nothing; the next login needs another; or it counts no more, and a session
       * that was signed in with it is signed in anew.
       */
      readonly token: 'kept' | 'dropped' | 'replaced';
      /** One tab of the site alone has the phone; and this one connects by itself where it can. */
      readonly singleTab?: boolean;
      readonly auto?: boolean;
    }
  | { readonly type: 'dial'; readonly callId: string; readonly destination: string; readonly ticket: number }
  /** About the call that waits for the microphone; null: no call does. */
  | { readonly type: 'resume-media' | 'reject-media'; readonly callId: string | null }
  /** The page prevented the default of `telnyx-incoming-call`. */
  | { readonly type: 'shown-by-page'; readonly callId: string }
  | { readonly type: 'command'; readonly callId: string; readonly command: CallCommandEvent; readonly ticket: number };

export type CallCommandEvent =
  | { readonly name: Exclude<CallCommand, 'dial' | 'dtmf' | 'answer'> }
  /** `end`: the call that is spoken in is ended, not held. */
  | { readonly name: 'answer'; readonly end?: boolean }
  | { readonly name: 'mute' | 'unmute' }
  | { readonly name: 'dtmf'; readonly digits: string };

/** How the page signs in: with a token that can be asked for anew, or with something that is what it is. */
export type CredentialKind = 'none' | 'provided-token' | 'static-token' | 'password' | 'anonymous';

export type PageEvent =
  | { readonly type: 'online' }
  | { readonly type: 'offline' }
  /** The page became visible, was restored from the back/forward cache or resumed. */
  | { readonly type: 'woke' }
  /** The page was left, and may be kept in the back/forward cache, where no socket lives. */
  | { readonly type: 'cached' }
  /** There were calls on the page before this one. */
  | { readonly type: 'calls-kept'; readonly kept: KeptCalls }
  | { readonly type: 'network-changed' }
  /** The browser keeps sound back until something is pressed, or does so no longer. */
  | { readonly type: 'playback'; readonly blocked: boolean }
  /** What there is to speak and hear with. */
  | { readonly type: 'devices'; readonly devices: DevicesSnapshot }
  | TabEvent
  /** The time asked for by `wakeAt` has come. */
  | { readonly type: 'tick' }
  /** When the server was last heard from, whatever it said. */
  | { readonly type: 'heard'; readonly heardAt: number };

/** What the site's other tabs do, and what becomes of asking for the phone. */
export type TabEvent =
  /** What decides has come. `returning`: the page before, in this tab, had the phone a moment ago. */
  | { readonly type: 'tab-rules'; readonly rules: TabRules; readonly returning: boolean }
  | { readonly type: 'tab-granted' }
  /** It was looked whether another tab has it; were it free, it would have been granted before. */
  | { readonly type: 'tab-looked' }
  /** Another tab has taken what was granted, and these of its calls. */
  | { readonly type: 'tab-lost'; readonly taken: readonly string[] }
  /** The page that has the phone is left, and the next one in its tab is to go on with its call. */
  | { readonly type: 'tab-leaving' }
  /** Another tab wants it. */
  | { readonly type: 'tab-asked'; readonly by: string }
  /** The other tab has let go of it, and of these calls. */
  | { readonly type: 'tab-given'; readonly kept: KeptCalls | null };

/** What became of an effect. */
export type EffectResult =
  /** Its claims are by its issuer's clock. `known`: it is the same as the one before. */
  | {
      readonly type: 'token-ready';
      readonly issuedAt: number | null;
      readonly expiresAt: number | null;
      readonly known: boolean;
    }
  | {
      readonly type: 'token-failed';
      readonly code: ErrorCode;
      readonly message: string | null;
      readonly final: boolean;
    }
  /** The server's answer to a login on the live socket. */
  | { readonly type: 'signed-in'; readonly serial: number; readonly accepted: boolean }
  | { readonly type: 'loaded' }
  /** `final`: trying again would not help. */
  | { readonly type: 'load-failed'; readonly code: ErrorCode; readonly final: boolean }
  | { readonly type: 'socket-opening'; readonly socket: number }
  | { readonly type: 'probe-answered'; readonly probe: number }
  | { readonly type: 'session-closed' }
  | { readonly type: 'command-done'; readonly callId: string; readonly ticket: number }
  | {
      readonly type: 'command-failed';
      readonly callId: string;
      readonly ticket: number;
      readonly code: ErrorCode;
      readonly message: string | null;
    };
