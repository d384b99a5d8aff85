import type { SdkCall } from './sdk-shape.ts';

/** How long a bye that is on its way may hold up the end of the session, in milliseconds. */
const PATIENCE = 5000;

const ANSWERED = new Set(['active', 'held']);

/** Ends the SDK's calls, and knows which byes are on their way. */
export class Byes {
  readonly #answered = new Set<string>();
  readonly #underWay = new Set<Promise<void>>();

  /** The call has come to this state. */
  follow(callId: string, state: string): void {
    if (ANSWERED.has(state)) this.#answered.add(callId);
  }

  /** @param bye whether the server is told */
  end(call: SdkCall, bye: boolean): void {
    // Of a call brought back and not yet active again the SDK would say that it was busy.
    const cause = this.#answered.has(call.id) ? { cause: 'NORMAL_CLEARING', causeCode: 16 } : {};
    const ended = call.hangup({ initiator: 'telnyx-elements', ...cause }, bye).catch(() => undefined);
    this.#underWay.add(ended);
    void ended.then(() => this.#underWay.delete(ended));
  }

  /** Resolves when all have been said, or have had their time. */
  async said(): Promise<void> {
    if (this.#underWay.size === 0) return;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise((resolve) => (patience = setTimeout(resolve, PATIENCE)));
    await Promise.race([Promise.allSettled(this.#underWay), enough]);
    clearTimeout(patience);
  }
}
