import { expect } from 'chai';
import { normalizeDestination } from '../../src/client/destination.ts';

const CALLABLE: readonly (readonly [typed: string, called: string])[] = [
  ['+15551234567', '+15551234567'],
  ['  +1 (555) 123-4567\n', '+15551234567'],
  ['+49.30/1234 56', '+4930123456'],
  ['+1\u00a0555\u2011123\u20134567', '+15551234567'],
  ['\u202a+1 555 123 4567\u202c', '+15551234567'],
  ['555\u200b1234', '5551234'],
  ['9196', '9196'],
  ['*72#', '*72#'],
  ['agent', 'agent'],
  ['\ufeffagent', 'agent'],
  ['Jürgen', 'Jürgen'],
  ['first.last-2', 'first.last-2'],
  ['alice@example.com', 'alice@example.com'],
  ['sip:alice@example.com', 'sip:alice@example.com'],
  ['sips:+15551234567@example.com;transport=tls', 'sips:+15551234567@example.com;transport=tls'],
  ['SIP:alice@example.com', 'SIP:alice@example.com'],
];

const NOT_CALLABLE = [
  '',
  '   ',
  '\u200b',
  '+',
  '-',
  '()',
  '++15551234567',
  '1+555',
  '12ab',
  'two words',
  'a@b c',
  '@example.com',
  'sip:',
  'sip: alice@example.com',
  'javascript:alert(1)',
  '<b>',
  '1'.repeat(33),
  'a'.repeat(257),
];

describe('what is called, from what was typed', () => {
  for (const [typed, called] of CALLABLE) {
    it(`${JSON.stringify(typed)} is ${called}`, () => {
      expect(normalizeDestination(typed)).to.equal(called);
    });
  }

  for (const typed of NOT_CALLABLE) {
    it(`${JSON.stringify(typed.slice(0, 40))} is nothing that can be called`, () => {
      expect(() => normalizeDestination(typed))
        .to.throw(/[.!]$/)
        .with.property('code', 'invalid-destination');
    });
  }

  it('says what is wrong with nothing, and with too much', () => {
    expect(() => normalizeDestination('')).to.throw('There is no number to call');
    expect(() => normalizeDestination('a'.repeat(257))).to.throw('too long');
  });
});
