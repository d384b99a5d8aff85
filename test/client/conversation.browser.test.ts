import { expect } from '@open-wc/testing';
import type { CallSession } from '../../src/contract/client.ts';
import { Bench, listenTo } from '../support/client-bench.ts';
import { outcome } from '../support/outcome.ts';

const ASSISTED = { assistantId: 'assistant-demo', login: '', password: '' };

describe('a call with an AI assistant', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await new Bench(ASSISTED).connected();
  });
  afterEach(() => bench.end());

  const talk = (): Promise<CallSession> => bench.active('');

  it('needs no destination, and no token', async () => {
    const call = await talk();
    expect(bench.session.credentials).to.deep.equal({ kind: 'anonymous', assistantId: 'assistant-demo' });
    expect(bench.session.dialled.destination).to.equal('');
    expect([call.state, call.remoteNumber, call.conversation]).to.deep.equal(['active', '', []]);
  });

  it('tells what is said once, on the client, the page and each element, and has it all', async () => {
    const call = await talk();
    const element = document.createElement('p');
    const release = bench.client.lease(element);
    const [here, there] = [listenTo(element), listenTo(bench.page)];
    bench.session.converse(call.id, { id: 'a', role: 'assistant', text: 'Hello', at: 5, final: false });
    const detail = { call, id: 'a', role: 'assistant', text: 'Hello', at: 5, final: false };
    for (const heard of [bench.heard, here, there]) {
      const told = heard.filter(({ name }) => name === 'telnyx-conversation-message');
      expect(told).to.have.length(1);
      expect(told[0]?.detail).to.deep.equal(detail);
    }
    const before = call.conversation;
    bench.session.converse(call.id, { id: 'a', role: 'assistant', text: 'Hello you', at: 5 });
    bench.session.converse(call.id, { id: 'b', role: 'user', text: 'Hello' });
    expect(call.conversation.map(({ text }) => text)).to.deep.equal(['Hello you', 'Hello']);
    expect(before.map(({ text }) => text)).to.deep.equal(['Hello']);
    release();
  });

  it('changes nothing of the call', async () => {
    const call = await talk();
    const changes = bench.events('telnyx-call-change').length;
    bench.session.converse(call.id, { id: 'a', role: 'assistant', text: 'Hello' });
    expect(bench.events('telnyx-call-change')).to.have.length(changes);
  });

  it('keeps what was said when the connection is lost and the call brought back, and when it has ended', async () => {
    const call = await talk();
    bench.session.converse(call.id, { id: 'a', role: 'assistant', text: 'Hello' });
    bench.session.lose();
    await bench.time.pass(3000);
    bench.session.appear(call.id, { object: 2, attach: true });
    bench.session.progress(call.id, 'answered', 2);
    bench.session.converse(call.id, { id: 'b', role: 'assistant', text: 'Again' });
    expect(bench.client.call(call.id)).to.equal(call);
    await call.hangup();
    expect(call.conversation.map(({ text }) => text)).to.deep.equal(['Hello', 'Again']);
  });

  it('says nothing of a call that it does not have', async () => {
    await talk();
    bench.session.converse('another', { id: 'a', role: 'assistant', text: 'Hello' });
    expect(bench.events('telnyx-conversation-message')).to.deep.equal([]);
  });

  it('writes to the assistant, without the space around it', async () => {
    const call = await talk();
    await call.sendMessage('  Hello ');
    expect(bench.session.all('say')).to.deep.equal([['say', call.id, 'Hello']]);
  });

  it('does not wait for ever for a server that says nothing', async () => {
    const call = await talk();
    bench.session.taken = new Promise(() => undefined);
    const sent = outcome(call.sendMessage('Hello'));
    await bench.time.pass(3000);
    expect(await sent).to.equal('resolved');
  });

  it('says that a message was not taken', async () => {
    const call = await talk();
    bench.session.taken = Promise.reject(new Error());
    expect(await outcome(call.sendMessage('Hello'))).to.equal('protocol-error');
    expect(bench.errors).to.deep.equal(['protocol-error']);
  });

  for (const [what, text] of [
    ['an empty message', ' '],
    ['one that is too long', 'x'.repeat(4001)],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const call = await talk();
      expect(await outcome(call.sendMessage(text))).to.equal('invalid-option');
      expect(bench.session.all('say')).to.deep.equal([]);
    });
  }

  it('refuses to write before the answer, after the end, and without a connection', async () => {
    const early = await bench.accepted('');
    expect(await outcome(early.sendMessage('Hello'))).to.equal('invalid-option');
    bench.session.progress(early.id, 'answered');
    await bench.media(early.id);
    bench.session.lose();
    expect(await outcome(early.sendMessage('Hello'))).to.equal('not-connected');
    await early.hangup();
    expect(await outcome(early.sendMessage('Hello'))).to.equal('invalid-option');
    expect(bench.session.all('say')).to.deep.equal([]);
  });
});
