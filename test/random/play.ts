import type { Stage } from '../support/harness/stage.ts';
import { violations } from './invariants.ts';
import { Player } from './player.ts';
import type { Sequence } from './sequence.ts';
import { storyOf } from './story.ts';

export interface Played {
  readonly problems: readonly string[];
  /** How many steps were possible. */
  readonly steps: number;
  /** What happened, moment by moment; null if it never began. */
  readonly story: string | null;
}

/** Plays a sequence on a page of its own, and says what was wrong. */
export async function play(scene: Stage, user: string, sequence: Sequence): Promise<Played> {
  const player = await Player.open(scene, user, sequence);
  const { history, failure } = await player.play();
  const problems = [...(failure === null ? [] : [failure]), ...violations(history)];
  return { problems, steps: history.done.length - 1, story: storyOf(history) };
}

/** The same with a gateway of its own, and with whatever goes wrong on the way among the problems. */
export async function playAlone(stage: Stage, user: string, sequence: Sequence): Promise<Played> {
  const scene = await stage.scene();
  const problems: string[] = [];
  let played: Played | null = null;
  try {
    played = await play(scene, user, sequence);
    problems.push(...played.problems);
  } catch (error) {
    problems.push(String(error));
  }
  await scene.endScene().catch((error: unknown) => problems.push(String(error)));
  return { problems, steps: played?.steps ?? 0, story: played?.story ?? null };
}
