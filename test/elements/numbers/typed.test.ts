import { expect } from 'chai';
import { edit, plainNumber, splitKeys } from '../../../src/elements/numbers/lazy/typed.ts';

/** `|` is the caret. */
function change(before: string, after: string, backspace = false): string {
  const caret = after.indexOf('|');
  const threes = (plain: string): string => plain.replace(/\d{3}(?=\d)/g, '$& ');
  const edited = edit({ text: after.replace('|', ''), caret, before, backspace }, threes);
  return `${edited.shown.slice(0, edited.caret)}|${edited.shown.slice(edited.caret)} = ${edited.number}`;
}

const EDITS: readonly (readonly [title: string, before: string, after: string, shown: string, backspace?: boolean])[] =
  [
    ['a digit at the end', '123', '1234|', '123 4| = 1234'],
    ['a digit in the middle', '123 4', '129|3 4', '129| 34 = 12934'],
    ['a digit at the start', '123', '9|123', '9|12 3 = 9123'],
    ['a paste with other separators', '', '12-34 (56)|', '123 456| = 123456'],
    ['a paste with marks that nobody sees', '', '\u202a123\u00a0456\u202c|', '123 456| = 123456'],
    ['a digit deleted', '123 4', '123 |', '123| = 123', true],
    ['a space deleted backwards', '123 456', '123|456', '12|4 56 = 12456', true],
    ['a space deleted forwards', '123 456', '123|456', '123| 456 = 123456'],
    ['everything deleted', '1', '|', '| = ', true],
    ['a name', '', 'agent|', 'agent| = agent'],
    ['a name, in the middle', 'agt', 'ag|t', 'ag|t = ag|t'.replace('= ag|t', '= agt')],
    ['a code', '', '*72#|', '*72#| = *72#'],
    ['an address', '', 'sip:ada@example.com|', 'sip:ada@example.com| = sip:ada@example.com'],
  ];

const SPLITS: readonly (readonly [text: string, number: string, keys: string])[] = [
  ['+12025550143,,123', '+12025550143', ',,123'],
  ['+1 202 555 0143 , 12#', '+1 202 555 0143', ',12#'],
  ['2025550143p12p3', '2025550143', ',12,3'],
  ['+12025550143;ext=123', '+12025550143', ',123'],
  ['(202) 555-0143 ext. 45', '(202) 555-0143', ',45'],
  ['(202) 555-0143 x45', '(202) 555-0143', ',45'],
  ['(202) 555-0143X45,6', '(202) 555-0143', ',45,6'],
  ['9196,1', '9196', ',1'],
];

describe('a number that is entered', () => {
  for (const [title, before, after, shown, backspace] of EDITS) {
    it(`keeps the caret behind its digit: ${title}`, () => {
      expect(change(before, after, backspace)).to.equal(shown);
    });
  }

  for (const [text, number, keys] of SPLITS) {
    it(`${text} is ${number}, then ${keys}`, () => {
      expect(splitKeys(text)).to.deep.equal({ number, keys });
    });
  }

  for (const text of [
    '',
    '9196',
    '+12025550143',
    '+12025550143,',
    ',,1',
    'agent',
    'agent,1',
    'x12',
    'sip:1,2@a.b',
    '12x',
  ]) {
    it(`${JSON.stringify(text)} has no keys to press`, () => {
      expect(splitKeys(text)).to.equal(null);
    });
  }

  it('is told from what is none', () => {
    expect(plainNumber('+1 (202) 555-0143')).to.equal('+12025550143');
    for (const text of ['', '+', 'agent', '*72#', '1a', '++1', 'ada@example.com']) {
      expect(plainNumber(text), text).to.equal(null);
    }
  });
});
