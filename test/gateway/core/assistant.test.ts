import { expect } from 'chai';
import { Bench } from '../support/bench.ts';
import type { Message } from '../support/bench.ts';

const TARGET = { target_type: 'ai_assistant', target_id: 'assistant-demo' };
const LEG = 'c1';

/** A socket on which somebody has logged in for the assistant. */
function visitor(bench = new Bench()): Bench {
  bench.open('s');
  bench.send('s', 'anonymous_login', TARGET);
  bench.received('s');
  return bench;
}

/** In an answered call with it, which has said nothing yet. */
function talking(bench = visitor()): Bench {
  bench.invite('s', LEG, '');
  bench.advance(300);
  bench.received('s');
  return bench;
}

const conversation = (messages: Message[]): Record<string, unknown>[] =>
  messages.filter(({ method }) => method === 'ai_conversation').map(({ params = {} }) => params);
const types = (messages: Message[]): unknown[] => conversation(messages).map(({ type }) => type);
/** What the pieces come to, by the id of what is being said. */
function words(messages: Message[]): string[] {
  const texts = new Map<unknown, string>();
  for (const { type, item_id: id, delta } of conversation(messages)) {
    if (type === 'response.text.delta') texts.set(id, (texts.get(id) ?? '') + String(delta));
  }
  return [...texts.values()].map((text) => text.trim());
}

function write(bench: Bench, content: unknown, change: object = {}): Message {
  const item = { id: 'item-1', type: 'message', role: 'user', content, ...change };
  return bench.send('s', 'ai_conversation', { type: 'conversation.item.create', previous_item_id: null, item });
}
const typed = (text: string): object[] => [{ type: 'input_text', text }];
const saidIn = (bench: Bench): unknown => bench.state.legs.get(LEG)?.conversation?.said;

describe('gateway: an AI assistant', () => {
  it('is called by anonymous login, whatever is dialled, and talks', () => {
    const bench = visitor();
    expect(bench.invite('s', LEG, '').result).to.include({ message: 'CALL CREATED' });
    bench.advance(300);
    expect(bench.methods('s')).to.include.members(['telnyx_rtc.ringing', 'telnyx_rtc.answer']);
    expect(bench.route(LEG)?.source).to.deep.equal({ kind: 'speech' });
  });

  for (const [what, target] of [
    ['that it does not have', { ...TARGET, target_id: 'another' }],
    ['with the name of a part of it', { ...TARGET, target_id: 'assistant' }],
  ] as const) {
    it(`refuses a login for an assistant ${what}`, () => {
      const bench = new Bench();
      bench.open('s');
      expect(bench.send('s', 'anonymous_login', target).error).to.deep.equal({
        code: -32001,
        message: 'Login Incorrect',
      });
      expect(bench.invite('s', LEG, '').error?.code).to.equal(-32000);
    });
  }

  it('has the assistants that it is told of', () => {
    const bench = new Bench({ assistants: ['another'] });
    bench.open('s');
    expect(bench.send('s', 'anonymous_login', TARGET).error?.code).to.equal(-32001);
    expect(bench.send('s', 'anonymous_login', { ...TARGET, target_id: 'another' }).result).to.have.property('sessid');
  });

  it('greets in pieces under one id, without a word that it is done', () => {
    const bench = talking();
    bench.advance(2000);
    const messages = bench.received('s');
    expect(types(messages)).to.deep.equal(['response.created', ...Array<string>(4).fill('response.text.delta')]);
    expect(words(messages)).to.deep.equal(['Hello, this is the assistant of the house. What can I do for you?']);
    const [created, first] = conversation(messages);
    expect(first).to.include({ item_id: (created?.['response'] as { id: string }).id, content_index: 0 });
    expect(first?.['delta']).to.match(/^ Hello/);
  });

  it('hears the caller, first a part of it, and answers', () => {
    const bench = talking();
    bench.advance(10_000);
    const messages = bench.received('s');
    const items = conversation(messages).filter(({ type }) => type === 'conversation.item.created');
    const [part, whole] = items.map(({ item }) => item as Record<string, unknown>);
    expect(part).to.deep.include({
      role: 'user',
      status: 'in_progress',
      content: [{ type: 'input_audio', transcript: 'When are…' }],
    });
    expect(whole).to.deep.include({
      id: part?.['id'],
      status: 'completed',
      content: [{ type: 'input_audio', transcript: 'When are you open?' }],
    });
    expect(words(messages).at(-1)).to.match(/^We are open/);
    expect(saidIn(bench)).to.deep.equal([
      { role: 'assistant', text: words(messages)[0] },
      { role: 'user', text: 'When are you open?' },
      { role: 'assistant', text: words(messages)[1] },
    ]);
  });

  it('answers what is written to it, and then hears nothing of its own accord', () => {
    const bench = talking();
    bench.advance(2000);
    bench.received('s');
    expect(write(bench, typed('How do you deliver?')).result).to.deep.equal({ message: 'SENT' });
    bench.advance(10_000);
    const messages = bench.received('s');
    expect(conversation(messages)[0]?.['item']).to.deep.include({
      id: 'item-1',
      status: 'completed',
      content: 'How do you deliver?',
    });
    expect(words(messages)).to.have.length(1);
    expect(words(messages)[0]).to.match(/^Orders are sent/);
  });

  it('says one thing after the other', () => {
    const bench = talking();
    write(bench, typed('one'));
    write(bench, typed('two'));
    bench.advance(10_000);
    expect(words(bench.received('s')).slice(1)).to.deep.equal([
      'You said: “one”. I shall pass it on.',
      'You said: “two”. I shall pass it on.',
    ]);
  });

  it('takes pictures, and what came of a tool', () => {
    const bench = talking();
    expect(write(bench, [...typed('this'), { type: 'image_url', image_url: { url: 'https://x.example/' } }]).result).to
      .exist;
    expect(write(bench, null, { type: 'function_call_output', call_id: 'f', output: '' }).result).to.exist;
  });

  for (const [what, content, change] of [
    ['no content', undefined, {}],
    ['no parts', [], {}],
    ['too many parts', Array(17).fill(typed('x')[0]), {}],
    ['a part that is none', ['text'], {}],
    ['an unknown part', [{ type: 'video', text: 'x' }], {}],
    ['a picture without its place', [{ type: 'image_url' }], {}],
    ['an empty text', typed(''), {}],
    ['a text that is too long', typed('x'.repeat(4001)), {}],
    ['somebody else’s role', typed('x'), { role: 'assistant' }],
    ['no id', typed('x'), { id: undefined }],
    ['another item', typed('x'), { type: 'function_call' }],
  ] as const) {
    it(`refuses a message with ${what}`, () => {
      const bench = talking();
      expect(write(bench, content, change).error?.code).to.equal(-32602);
      expect(saidIn(bench)).to.have.length(1);
    });
  }

  it('refuses what is no item, and another type', () => {
    const bench = talking();
    for (const params of [{}, { type: 'session.update' }, { type: 'conversation.item.create', item: 1 }]) {
      expect(bench.send('s', 'ai_conversation', params).error?.code).to.equal(-32602);
    }
  });

  it('has no conversation before the answer, after the end, or with anybody else', () => {
    const bench = visitor();
    bench.invite('s', LEG, '');
    expect(write(bench, typed('x')).error?.code).to.equal(-32002);
    bench.advance(300);
    expect(write(bench, typed('x')).result).to.exist;
    bench.about('s', 'telnyx_rtc.bye', LEG);
    expect(write(bench, typed('x')).error?.code).to.equal(-32002);
    bench.advance(5000);
    expect(types(bench.received('s')).filter((type) => type !== 'conversation.item.created')).to.deep.equal([]);

    const other = new Bench();
    other.login('s', 'agent');
    other.invite('s', LEG, '9664');
    other.advance(5000);
    expect(write(other, typed('x')).error?.code).to.equal(-32002);
    expect(types(other.received('s'))).to.deep.equal([]);
  });

  it('loses what it says while nobody is there, and goes on where the session is taken up again', () => {
    const bench = new Bench();
    bench.open('s');
    const { result, voice_sdk_id: voiceSdkId = '' } = bench.send('s', 'anonymous_login', TARGET);
    talking(bench);
    bench.input({ type: 'socket-closed', socket: 's' });
    bench.advance(1500);
    bench.open('t', { voiceSdkId });
    bench.send('t', 'anonymous_login', { ...TARGET, sessid: result?.['sessid'], reconnection: true });
    expect(bench.methods('t')).to.include('telnyx_rtc.attach');
    bench.advance(10_000);
    const messages = bench.received('t');
    expect(words(messages)).to.have.length(1);
    expect(words(messages)[0]).to.match(/^We are open/);
  });
});
