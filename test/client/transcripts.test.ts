import { expect } from 'chai';
import { Transcripts } from '../../src/client/transcripts.ts';
import type { ConversationMessage } from '../../src/contract/conversation.ts';

const message = (id: string, text = id): ConversationMessage => ({ id, role: 'user', text, at: 0, final: true });

describe('transcripts', () => {
  it('keep each call’s messages in the order in which they began', () => {
    const transcripts = new Transcripts();
    transcripts.add('a', message('1'));
    transcripts.add('b', message('2'));
    transcripts.add('a', message('3'));
    transcripts.add('a', message('1', 'changed'));
    expect(transcripts.of('a').map(({ text }) => text)).to.deep.equal(['changed', '3']);
    expect(transcripts.of('b')).to.have.length(1);
    expect(transcripts.of('c')).to.deep.equal([]);
  });

  it('are another list with each message, and a frozen one', () => {
    const transcripts = new Transcripts();
    const before = transcripts.of('a');
    transcripts.add('a', message('1'));
    expect(transcripts.of('a')).to.not.equal(before);
    expect(transcripts.of('a')).to.equal(transcripts.of('a'));
    expect(transcripts.of('a')).to.be.frozen;
  });

  it('let go of what was not taken, and of calls', () => {
    const transcripts = new Transcripts();
    transcripts.add('a', message('1'));
    transcripts.add('a', message('1', ''));
    expect(transcripts.of('a')).to.deep.equal([]);
    transcripts.add('a', message('2'));
    transcripts.forget('a');
    expect(transcripts.of('a')).to.deep.equal([]);
  });
});
