import { expect } from 'chai';
import { telNumber } from '../../../src/controllers/lazy/tel-links.ts';

const LINKS: readonly (readonly [href: string, number: string | null, context?: string])[] = [
  ['tel:+12025550143', '+12025550143'],
  ['TEL:+1-202-555-0143', '+1-202-555-0143'],
  ['tel:%2B1%20202%20555%200143', '+1 202 555 0143'],
  ['tel:%+12025550143', '%+12025550143'],
  ['tel://+12025550143', '+12025550143'],
  ['tel:+12025550143;ext=12', '+12025550143,12'],
  ['tel:+12025550143;EXT=1-2', '+12025550143,12'],
  ['tel:+12025550143,,12#', '+12025550143,,12#'],
  ['tel:+12025550143p12', '+12025550143p12'],
  ['tel:+12025550143;isub=1;ext=12', '+12025550143,12'],
  ['tel:7042;phone-context=example.com', '7042'],
  ['tel:555-0143;phone-context=+1-202', '555-0143', '+1-202'],
  ['tel:+12025550143;phone-context=+49', '+12025550143'],
  ['tel:*72', '*72'],
  ['tel:', null],
  ['tel:;ext=12', null],
  ['tel:call-us', null],
];

describe('a tel: link', () => {
  for (const [href, number, context = ''] of LINKS) {
    it(`${href} names ${number ?? 'no number'}${context && `, behind ${context}`}`, () => {
      expect(telNumber(href)).to.deep.equal(number === null ? null : { number, context });
    });
  }
});
