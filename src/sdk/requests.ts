import type { SdkClient } from './sdk-shape.ts';

/**
 * The SDK asks nothing of what becomes of many of its requests, and all that are under way fail when their socket is
 * replaced: each would be an unhandled rejection of the page. Whoever does wait for an answer still hears of it.
 */
export function handleRequests(client: Pick<SdkClient, 'execute'>): void {
  const execute = client.execute.bind(client);
  client.execute = (message) => {
    const answered = execute(message);
    answered.catch(() => undefined);
    return answered;
  };
}
