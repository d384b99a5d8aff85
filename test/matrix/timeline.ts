/** What was true of one user's phone over time, by the gateway, and what the phone showed. Times are epoch milliseconds. */
import type { TruthLeg } from '../../demo/gateway/gateway.ts';
import type { CallView, ConnectionView, PageLog } from '../support/harness/log.ts';

/** `up`: registered over a socket that works; `silent`: over one that carries nothing any more. */
export type Signaling = 'up' | 'silent' | 'closed';

export interface TrueLeg {
  readonly state: TruthLeg['state'];
  /** Packets came from the page, or went to it, a moment ago. */
  readonly in: boolean;
  readonly out: boolean;
}

export interface TrueMoment {
  readonly at: number;
  readonly signaling: Signaling;
  readonly legs: Readonly<Record<string, TrueLeg>>;
}

export type ShownCall = Pick<CallView, 'state' | 'remoteMedia' | 'localMedia' | 'micMuted' | 'pending'>;

export interface ShownMoment {
  readonly connection: ConnectionView['state'];
  readonly calls: Readonly<Record<string, ShownCall>>;
}

/** What the phone showed from this time on. */
export type ShownFrom = ShownMoment & { readonly at: number };

/** Everything that the phone showed, from its events. */
export function shownFrom({ events }: Pick<PageLog, 'events'>): ShownFrom[] {
  let shown: ShownFrom = { at: 0, connection: 'idle', calls: {} };
  const all = [shown];
  for (const { at, name, detail } of events) {
    if (name === 'telnyx-connection-change') {
      shown = { ...shown, at, connection: (detail as ConnectionView).state };
    } else if (name === 'telnyx-call-change') {
      const { snapshot } = detail as { snapshot: CallView };
      const { id, state, remoteMedia, localMedia, micMuted, pending } = snapshot;
      shown = { ...shown, at, calls: { ...shown.calls, [id]: { state, remoteMedia, localMedia, micMuted, pending } } };
    } else {
      continue;
    }
    all.push(shown);
  }
  return all;
}

/** What the phone showed at a moment. */
export function shownAt(all: readonly ShownFrom[], at: number): ShownMoment {
  return all.findLast((shown) => shown.at <= at) ?? all[0]!;
}
