import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../../src/elements/call-status/telnyx-call-status.ts';
import { Ear } from '../../support/ear.ts';
import { FakeClient } from '../../support/fake-client.ts';
import { aSnapshot } from '../../support/snapshots.ts';

const wasFetched = (): boolean =>
  performance.getEntriesByType('resource').some(({ name }) => name.includes('/src/controllers/lazy/voice'));

describe('the voice', () => {
  const ear = new Ear();
  before(() => ear.listen());
  after(() => ear.cover());

  // The first test of the page: later there is a voice.
  it('is fetched when there can be something to say, and tells what has happened meanwhile', async () => {
    const client = new FakeClient(aSnapshot({ state: 'idle' }));
    await fixture(html`<telnyx-call-status .client=${client}></telnyx-call-status>`);
    client.set(aSnapshot({ state: 'connecting', attempt: 1 }));
    expect(await ear.heard()).to.deep.equal([]);
    // What was asked for before has come by then: the browser tells of a file only when it is there.
    for (const turn of [1, 2]) await fetch(`${import.meta.url}?${turn}`).then((answer) => answer.text());
    expect(wasFetched(), 'before').to.be.false;

    client.set(aSnapshot({}, { micMuted: false }));
    await Promise.resolve();
    client.set(aSnapshot({}, { direction: 'inbound', state: 'ringing', remoteName: 'Ada' }));
    const words: string[] = [];
    await waitUntil(async () => words.push(...(await ear.heard())) > 0, 'something is said');
    expect(words).to.deep.equal(['assertive: Incoming call from Ada']);
    expect(wasFetched(), 'after').to.be.true;
  });

  it('tells at once that there is no network, where there never was a connection', async () => {
    const client = new FakeClient(aSnapshot({ state: 'idle' }));
    await fixture(html`<telnyx-call-status .client=${client}></telnyx-call-status>`);
    client.set(aSnapshot({ state: 'connecting', reason: 'offline', attempt: 1 }));
    expect(await ear.heard()).to.deep.equal(['assertive: You are offline']);
  });
});
