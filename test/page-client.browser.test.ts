import { expect } from '@open-wc/testing';
import { getClient } from '../src/page-client.ts';
import { pageViews } from '../src/views.ts';

const told = (): Promise<string> =>
  new Promise((resolve) => {
    document.addEventListener('telnyx-error', ({ detail }) => resolve(detail.code), { once: true });
  });

describe('The page’s phone', function () {
  this.timeout(10_000);

  afterEach(async () => {
    pageViews().wanted.clear();
    await getClient().disconnect({ forget: true });
  });

  it('does not connect before what shows its calls is there, says why, and asks for it again', async () => {
    const client = getClient();
    const attempts: number[] = [];
    const again = new Promise<void>((resolve) => {
      pageViews().wanted.add(async (attempt) => {
        attempts.push(attempt);
        if (attempt === 0) throw new TypeError('no such file');
        resolve();
        await new Promise(() => undefined);
      });
    });
    client.configure({ tokenUrl: '/no-token', host: 'ws://localhost:9', connectMode: 'manual' });
    const error = told();
    void client.connect().catch(() => undefined);
    expect(await error).to.equal('sdk-load-failed');
    await again;
    expect(attempts).to.deep.equal([0, 1]);
    expect(client.snapshot.connection).to.include({ state: 'connecting', attempt: 2 });
  });
});
