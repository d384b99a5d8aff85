import type { Impairment } from '../core/routes.ts';

/** One direction of a bad network: decides by chance, does nothing by itself. */
export class Line {
  private readonly chance: () => number;
  private freeAt = 0;

  /** @param chance 0 to 1, 1 excluded */
  constructor(chance: () => number = Math.random) {
    this.chance = chance;
  }

  /** Whether the next packet is lost. */
  loses(impairment: Impairment | null): boolean {
    return impairment !== null && impairment.loss > 0 && this.chance() < impairment.loss;
  }

  /**
   * How long what comes now is on its way, in milliseconds. What came before is never overtaken, also when the line is
   * good again.
   * @param at epoch milliseconds
   */
  lateness(impairment: Impairment | null, at: number): number {
    const late = impairment === null ? 0 : impairment.delayMs + impairment.jitterMs * this.chance();
    this.freeAt = Math.max(this.freeAt, at + late);
    return this.freeAt - at;
  }
}
