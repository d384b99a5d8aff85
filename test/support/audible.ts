import { waitUntil } from '@open-wc/testing';

/** Whether the browser makes any sound: Firefox runs no context at all where there is no sound device. */
export async function isAudible(): Promise<boolean> {
  const context = new AudioContext();
  try {
    await waitUntil(() => context.state === 'running', '', { timeout: 2000 });
    return true;
  } catch {
    return false;
  } finally {
    await context.close();
  }
}
