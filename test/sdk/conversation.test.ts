import { expect } from 'chai';
import type { ConversationMessage } from '../../src/contract/conversation.ts';
import { Conversation } from '../../src/sdk/conversation.ts';

type Params = Record<string, unknown>;

const delta = (id: string, text: string): Params => ({ type: 'response.text.delta', item_id: id, delta: text });
const item = (id: string, content: unknown, change: Params = {}): Params => ({
  type: 'conversation.item.created',
  item: { id, type: 'message', role: 'user', status: 'completed', content, ...change },
});
const spoken = (transcript: string): Params[] => [{ type: 'input_audio', transcript }];

const short = ({ id, role, text, final }: ConversationMessage): string => `${id} ${role}: ${text}${final ? '.' : '…'}`;

/** All that is told, step by step. */
function heard(...steps: Params[]): string[] {
  const conversation = new Conversation();
  return steps.flatMap((params, index) => conversation.hear(params, index).map(short));
}

describe('the conversation with an AI assistant', () => {
  const cases: [what: string, steps: Params[], told: string[]][] = [
    [
      'puts the pieces together',
      [delta('a', ' Hello,'), delta('a', ' you.')],
      ['a assistant: Hello,…', 'a assistant: Hello, you.…'],
    ],
    ['takes a piece of nothing but space for none', [delta('a', ' ')], []],
    [
      'ends a message at the next answer',
      [delta('a', 'One'), { type: 'response.created' }],
      ['a assistant: One…', 'a assistant: One.'],
    ],
    [
      'ends it at the end of the answer, if one is told',
      [delta('a', 'One'), { type: 'response.done' }],
      ['a assistant: One…', 'a assistant: One.'],
    ],
    [
      'ends it at the end of its text',
      [delta('a', 'One'), { type: 'response.text.done' }],
      ['a assistant: One…', 'a assistant: One.'],
    ],
    [
      'ends it at the first piece of another',
      [delta('a', 'One'), delta('b', 'Two')],
      ['a assistant: One…', 'a assistant: One.', 'b assistant: Two…'],
    ],
    [
      'ends it when the caller speaks',
      [delta('a', 'One'), item('u', spoken('Stop'))],
      ['a assistant: One…', 'a assistant: One.', 'u user: Stop.'],
    ],
    [
      'goes on with one that was ended too early',
      [delta('a', 'One'), { type: 'response.done' }, delta('a', ' two')],
      ['a assistant: One…', 'a assistant: One.', 'a assistant: One two…'],
    ],
    [
      'has what the caller says as it is understood',
      [item('u', spoken('I want'), { status: 'in_progress' }), item('u', spoken('I want tea'))],
      ['u user: I want…', 'u user: I want tea.'],
    ],
    [
      'does not go back to a part of it',
      [item('u', spoken('I want tea')), item('u', spoken('I want'), { status: 'in_progress' })],
      ['u user: I want tea.'],
    ],
    ['tells once what is told twice', [item('u', spoken('Tea')), item('u', spoken('Tea'))], ['u user: Tea.']],
    [
      'reads texts, written and as a whole',
      [item('u', [{ type: 'input_text', text: 'One' }, { type: 'image_url' }, { text: 'two' }]), item('v', 'Three')],
      ['u user: One two.', 'v user: Three.'],
    ],
    [
      'takes a message of the assistant’s as a whole',
      [delta('a', 'On'), item('a', 'One', { role: 'assistant' })],
      ['a assistant: On…', 'a assistant: One.'],
    ],
    [
      'leaves out what is no message',
      [
        item('f', 'x', { type: 'function_call' }),
        item('s', 'x', { role: 'system' }),
        item('e', []),
        { type: 'conversation.created' },
        {},
      ],
      [],
    ],
    [
      'leaves out what is garbled',
      [
        { type: 'conversation.item.created' },
        { type: 'conversation.item.created', item: 1 },
        item('', 'x'),
        item('u', [null, 1]),
        { type: 'response.text.delta', delta: 1, item_id: 'a' },
        { type: 'response.text.delta', delta: 'x' },
      ],
      [],
    ],
  ];
  for (const [what, steps, told] of cases) {
    it(what, () => expect(heard(...steps)).to.deep.equal(told));
  }

  it('tells since when a message has been told, however it grows', () => {
    const conversation = new Conversation();
    conversation.hear(delta('a', 'One'), 5);
    expect(conversation.hear(delta('a', ' two'), 9)).to.deep.equal([
      { id: 'a', role: 'assistant', text: 'One two', at: 5, final: false },
    ]);
    expect(conversation.open).to.equal(true);
    expect(conversation.settle().map(short)).to.deep.equal(['a assistant: One two.']);
    expect(conversation.open).to.equal(false);
    expect(conversation.settle()).to.deep.equal([]);
  });

  it('has what is written at once, and once, under whatever id it comes back', () => {
    for (const id of ['theirs', 'written-1']) {
      const conversation = new Conversation();
      expect(conversation.write('Tea', 1).map(short)).to.deep.equal(['written-1 user: Tea…']);
      expect(conversation.hear(item(id, 'Tea'), 2).map(short)).to.deep.equal(['written-1 user: Tea.']);
      expect(conversation.hear(item(id, 'Tea'), 3)).to.deep.equal([]);
    }
  });

  it('has it twice when it is written twice', () => {
    const conversation = new Conversation();
    conversation.write('Tea', 1);
    conversation.hear(item('x', 'Tea'), 2);
    conversation.write('Tea', 3);
    expect(conversation.hear(item('y', 'Tea'), 4).map(short)).to.deep.equal(['written-2 user: Tea.']);
    // And when it is said beside.
    expect(conversation.hear(item('z', spoken('Tea')), 5).map(short)).to.deep.equal(['z user: Tea.']);
  });

  it('takes back what the server does not take', () => {
    const conversation = new Conversation();
    conversation.write('Tea', 1);
    expect(conversation.withdraw('Tea').map(short)).to.deep.equal(['written-1 user: .']);
    expect(conversation.withdraw('Tea')).to.deep.equal([]);
    expect(conversation.withdraw('Coffee')).to.deep.equal([]);
  });

  it('freezes what it tells', () => {
    expect(new Conversation().write('Tea', 1)[0]).to.be.frozen;
  });
});
