import { pageSlot } from './registry.ts';

/** Fetches something, or fails; told which attempt this is, from 0. */
export type Fetch = (attempt: number) => Promise<unknown>;

export interface PageViews {
  /**
   * What the page's phone does not connect without, of every copy of the package: whoever is called can be told, and can
   * answer.
   */
  readonly wanted: Set<Fetch>;
  /** The attempt with which the phone's own code came; what is in one file with it is there under the same address. */
  attempt: number;
}

/** What the elements on the page show calls with. */
export const pageViews = (): PageViews => pageSlot('views', () => ({ wanted: new Set<Fetch>(), attempt: 0 }));
