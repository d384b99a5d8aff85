import { pageSlot } from './registry.ts';

/** Fetches something, or fails; told which attempt this is, from 0. */
export type Fetch = (attempt: number) => Promise<unknown>;

/**
 * What the elements on the page show calls with. The page's phone does not connect before it is there: whoever is called
 * can be told, and can answer.
 */
export const pageViews = (): Set<Fetch> => pageSlot('views', () => new Set<Fetch>());
