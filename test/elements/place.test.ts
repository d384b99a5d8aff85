import { expect } from 'chai';
import { HOME, moved, nextCorner, type Place } from '../../src/elements/phone/lazy/place.ts';

const FREE = { x: 1000, y: 500 };
const MIDDLE: Place = { inline: 0.5, block: 0.5 };

describe('the place of a floating phone', () => {
  for (const [what, by, rtl, expected] of [
    ['right', { x: 100, y: 0 }, false, { inline: 0.6, block: 0.5 }],
    ['left', { x: -100, y: 0 }, false, { inline: 0.4, block: 0.5 }],
    ['down', { x: 0, y: 50 }, false, { inline: 0.5, block: 0.6 }],
    ['right, where one writes from right to left', { x: 100, y: 0 }, true, { inline: 0.4, block: 0.5 }],
    ['further than there is room', { x: 2000, y: -2000 }, false, { inline: 1, block: 0 }],
  ] as const) {
    it(`moves ${what}`, () => {
      expect(moved(MIDDLE, by, FREE, rtl)).to.deep.equal(expected);
    });
  }

  it('stays where it is in a window that has no room to move in', () => {
    expect(moved(MIDDLE, { x: 10, y: 10 }, { x: 0, y: -20 }, false)).to.deep.equal(MIDDLE);
  });

  it('goes round the corners', () => {
    const corners = [HOME];
    while (corners.length < 5) corners.push(nextCorner(corners.at(-1)!));
    expect(corners.map(({ inline, block }) => `${inline} ${block}`)).to.deep.equal(['1 1', '0 1', '0 0', '1 0', '1 1']);
  });

  it('begins with the corner that is nearest', () => {
    expect(nextCorner({ inline: 0.8, block: 0.6 })).to.deep.equal(nextCorner(HOME));
  });
});
