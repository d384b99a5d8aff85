import type { SnapshotView } from '../support/harness/log.ts';
import type { Player } from './player.ts';

/** What an action looks at to know whether it is possible. */
export interface Situation extends SnapshotView {
  readonly offline: boolean;
}

export interface Action {
  readonly name: string;
  /** How often it is chosen, compared with the others. */
  readonly weight: number;
  /** Default: always. */
  possible?(situation: Situation): boolean;
  /** Does it; what it asks of the phone is written down, not waited for. */
  play(player: Player, situation: Situation): unknown;
}
