/** How much a page may fetch until it is connected, the SDK's chunk apart: gzipped bytes. */
export interface SizeLimit {
  /** What the project wants to reach. */
  readonly target: number;
  /** What it is now: more fails, so that whatever adds to it is seen. */
  readonly limit: number;
}

const KB = 1024;

export const BUNDLE: SizeLimit = { target: 32 * KB, limit: 32 * KB };
export const STATUS_AND_BANNER: SizeLimit = { target: 14 * KB, limit: 21 * KB };
