import { expect } from 'chai';
import { handleRequests } from '../../src/sdk/requests.ts';

describe('requests of the SDK', () => {
  it('that nobody waits for fail without an unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
    try {
      const client = { execute: (): Promise<unknown> => Promise.reject(new Error('stale')) };
      handleRequests(client);
      void client.execute();
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).to.deep.equal([]);
    } finally {
      process.off('unhandledRejection', note);
      for (const other of others) process.on('unhandledRejection', other);
    }
  });

  it('still fail for who waits for them, and are answered', async () => {
    const sent: unknown[] = [];
    const client = {
      execute(this: unknown, message: unknown): Promise<unknown> {
        expect(this).to.equal(client);
        sent.push(message);
        return message === 'bad' ? Promise.reject(new Error('stale')) : Promise.resolve('answer');
      },
    };
    handleRequests(client);
    expect(await client.execute('good')).to.equal('answer');
    expect(await client.execute('bad').catch(String)).to.equal('Error: stale');
    expect(sent).to.deep.equal(['good', 'bad']);
  });
});
