/** Everything that is known of a sequence that was played. Times are epoch milliseconds. */
import type { Truth } from '../../demo/gateway/gateway.ts';
import type { TrueMoment } from '../matrix/timeline.ts';
import type { PageLog } from '../support/harness/log.ts';
import type { Settled } from '../support/harness/watched-page.ts';

/** One life of the page: from being loaded to the next reload, or the end. */
export interface Life {
  readonly from: number;
  to: number;
  readonly log: PageLog;
  readonly looks: Look[];
}

/** What the page was at a moment. */
export interface Look {
  readonly at: number;
  /** The ids of the calls that the client has, and of those that live. */
  readonly calls: readonly string[];
  readonly live: readonly string[];
  /** The names of the buttons of the phone. */
  readonly buttons: readonly string[];
  /** How many microphone tracks are live. */
  readonly microphones: number;
}

/** A command given to the client or to a call. */
export interface Asked {
  readonly at: number;
  readonly life: number;
  /** `client`, or the id of a call. */
  readonly target: string;
  readonly command: string;
  settledAt: number | null;
  /** Null while it waits, and when the page was reloaded meanwhile. */
  outcome: Settled | null;
}

/** A step that was played. */
export interface Done {
  readonly at: number;
  readonly action: string;
}

/** While the gateway kept the truth from the phone, and by how much. */
export interface Hidden {
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

export interface History {
  readonly user: string;
  readonly keepCall: boolean;
  /** The browser reaches a server as soon as it is told to; Firefox waits after a failure. */
  readonly prompt: boolean;
  readonly lives: readonly Life[];
  readonly asked: readonly Asked[];
  readonly done: readonly Done[];
  readonly moments: readonly TrueMoment[];
  readonly hidden: readonly Hidden[];
  readonly truth: Truth;
  /** Voice that came from the page in a call in a window. */
  readonly voice: (callId: string, since: number, until: number) => number;
  /** By how many milliseconds the machine was late in a window. */
  readonly lateness: (from: number, to: number) => number;
}
