import { expect } from '@open-wc/testing';

describe('a comparison that fails', () => {
  const compared: [what: string, actual: unknown, expected: unknown][] = [
    ['an element', document.createElement('p'), null],
    ['two elements', document.createElement('p'), document.createElement('b')],
    ['what has an element', [{ element: document.createElement('p') }], []],
    ['what has a function', { act: () => {} }, {}],
    ['numbers', 1, 2],
  ];
  for (const [what, one, other] of compared) {
    it(`can be told of outside of the page: ${what}`, () => {
      let failure: { actual?: unknown; expected?: unknown } = {};
      try {
        expect(one).to.deep.equal(other);
      } catch (thrown) {
        failure = thrown as typeof failure;
      }
      const { actual, expected } = failure;
      expect(actual).not.to.equal(undefined);
      structuredClone([actual, expected]);
    });
  }
});
