import type { PhoneError } from '../../src/contract/errors.ts';

/** What a promise fails with, or null. */
export async function failure(promise: Promise<unknown>): Promise<PhoneError | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    return error as PhoneError;
  }
}

/** The code (or, of what is no error of ours, the name) of what a promise fails with; else `resolved`. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  const error = await failure(promise);
  if (error === null) return 'resolved';
  return typeof error.code === 'string' ? error.code : error.name;
}
