import { expect } from 'chai';
import { createPhoneNumbers } from '../../../src/elements/numbers/lazy/phone-numbers.ts';
import { isolated, lookup } from '../../../src/localization/localize.ts';

const numbers = createPhoneNumbers({ isolated, language: () => 'en', lookup });
const US = { defaultCountry: 'US' };
const GERMANY = { defaultCountry: 'de' };
const NOWHERE = {};

const settings = [US, GERMANY, NOWHERE] as const;
const [us, de, none] = settings;

describe('phone numbers', () => {
  const TYPED: readonly (readonly [number: string, where: object, shown: string])[] = [
    ['+1202555', none, '+1 202 555'],
    ['+12025550143', none, '+1 202 555 0143'],
    ['+493012', none, '+49 30 12'],
    ['2025550143', us, '(202) 555-0143'],
    ['2025550143', none, '2025550143'],
    ['0301234567', de, '030 1234567'],
    ['9196', us, '9196'],
    ['*72#', us, '*72#'],
    ['agent', us, 'agent'],
    ['ada@example.com', us, 'ada@example.com'],
    ['+12025550143,,12', us, '+12025550143,,12'],
  ];
  for (const [number, where, shown] of TYPED) {
    it(`shows ${number} as ${shown} while it is typed, at home in ${JSON.stringify(where)}`, () => {
      expect(numbers.typed(number, where)).to.equal(shown);
    });
  }

  const SHOWN: readonly (readonly [number: string, where: object, shown: string])[] = [
    ['+12025550143', us, '(202) 555-0143'],
    ['+12025550143', de, '+1 202 555 0143'],
    ['+12025550143', none, '+1 202 555 0143'],
    ['+4930123456', de, '030 123456'],
    ['2025550143', us, '(202) 555-0143'],
    ['2025550143', none, '2025550143'],
    ['123456', de, '123456'],
    ['9196', us, '9196'],
    ['agent', us, 'agent'],
    ['sip:ada@example.com', us, 'sip:ada@example.com'],
    ['+1999', us, '+1999'],
    ['', us, ''],
  ];
  for (const [number, where, shown] of SHOWN) {
    it(`writes ${number} as ${shown}, at home in ${JSON.stringify(where)}`, () => {
      expect(numbers.show(number, where)).to.equal(shown);
    });
  }

  const PLANS: readonly (readonly [typed: string, where: object, destination: string, keys: string])[] = [
    ['(202) 555-0143', us, '+12025550143', ''],
    ['1 202 555 0143', us, '+12025550143', ''],
    ['011 49 30 123456', us, '+4930123456', ''],
    ['030 123456', de, '+4930123456', ''],
    ['00 1 202 555 0143', de, '+12025550143', ''],
    ['+1 202 555-0143', none, '+12025550143', ''],
    ['202-555-0143', none, '2025550143', ''],
    // As likely an extension of the house as a number without its area code.
    ['123456', de, '123456', ''],
    ['30123456', de, '30123456', ''],
    ['9196', us, '9196', ''],
    ['911', us, '911', ''],
    ['*72#', us, '*72#', ''],
    ['agent', us, 'agent', ''],
    ['ada@example.com', us, 'ada@example.com', ''],
    ['sip:ada@example.com', us, 'sip:ada@example.com', ''],
    ['+1 202 555 0143,,12#', none, '+12025550143', ',,12#'],
    ['(202) 555-0143 x12', us, '+12025550143', ',12'],
    ['9196,1', us, '9196', ',1'],
    // Not a number, but somebody may have one.
    ['+1 555 123 4567', us, '+15551234567', ''],
    ['two words', us, 'two words', ''],
  ];
  for (const [typed, where, destination, keys] of PLANS) {
    it(`calls ${destination} for ${typed}, at home in ${JSON.stringify(where)}`, () => {
      expect(numbers.plan(typed, where)).to.deep.equal({ destination, keys });
    });
  }

  const HINTS: readonly (readonly [number: string, where: object, left: boolean, hint: string | null])[] = [
    ['+4930123456', none, false, 'Germany'],
    ['030123456', de, false, 'Germany · +49 30 123456'],
    ['2025550143', us, false, 'United States · +1 202 555 0143'],
    ['+12025550143,12', us, false, 'United States · then 12'],
    ['9196,12', us, false, 'then 12'],
    ['+49', none, false, null],
    ['+49', none, true, '! Shorter than a number can be'],
    ['+99', none, false, null],
    ['+99912', none, false, '! This may not be a real number'],
    ['+120255501434', none, false, '! Longer than a number can be'],
    ['+15551234567', us, false, '! This may not be a real number'],
    ['9196', us, true, null],
    ['123456', us, true, null],
    ['agent', us, true, null],
    ['*72#', us, true, null],
    ['', us, true, null],
  ];
  for (const [number, where, left, hint] of HINTS) {
    it(`says of ${number || 'nothing'} ${hint ?? 'nothing'}, at home in ${JSON.stringify(where)}, ${left ? 'left' : 'typing'}`, () => {
      const said = numbers.hint(number, where, left);
      expect(said && `${said.doubtful ? '! ' : ''}${said.text}`).to.equal(hint);
    });
  }

  const HOMES: readonly (readonly [title: string, where: object, destination: string])[] = [
    [
      'the country that is said',
      { defaultCountry: 'GB', callerNumber: '+12025550143', lang: 'de-DE' },
      '+442079460958',
    ],
    ['else that of the caller number', { callerNumber: '+442079460000', lang: 'de-DE' }, '+442079460958'],
    ['else that of the language', { lang: 'en-GB' }, '+442079460958'],
    ['else none: a language alone is spoken in many', { lang: 'en' }, '02079460958'],
    ['none with a language that is none', { lang: '???' }, '02079460958'],
    ['none with a caller that is a name', { callerNumber: 'agent' }, '02079460958'],
    ['none with a country that there is not', { defaultCountry: 'XX' }, '02079460958'],
  ];
  for (const [title, where, destination] of HOMES) {
    it(`is at home in ${title}`, () => {
      expect(numbers.plan('020 7946 0958', where).destination).to.equal(destination);
    });
  }

  it('is put behind the digits in whose context it stands only where it is a number then', () => {
    expect(numbers.inContext('555-0143', '+1-202')).to.equal('+12025550143');
    expect(numbers.inContext('911', '+1')).to.equal('911');
    expect(numbers.inContext('42', '+1-202-555')).to.equal('42');
  });

  it('takes what was typed apart again', () => {
    const change = { text: '+12025550143', caret: 12, before: '+1 202 555 014', backspace: false };
    expect(numbers.edit(change, NOWHERE)).to.deep.equal({
      number: '+12025550143',
      shown: '+1 202 555 0143',
      caret: 15,
    });
  });

  it('keep their direction in what is written from right to left', () => {
    const arabic = createPhoneNumbers({ isolated: (value) => `[${value}]`, language: () => 'ar', lookup });
    expect(arabic.hint('2025550143', US, true)?.text).to.match(/^\p{Script=Arabic}.* · \[\+1 202 555 0143\]$/u);
  });
});
