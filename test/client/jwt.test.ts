import { expect } from 'chai';
import { jwtTimes } from '../../src/client/jwt.ts';

const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const jwtExpiry = (token: string): number | null | undefined => jwtTimes(token)?.expiresAt;
const jwt = (claims: unknown): string => `${base64url('{"alg":"HS256"}')}.${base64url(JSON.stringify(claims))}.c2ln`;

describe('the expiry of a JWT', () => {
  it('is read from its claims, in milliseconds', () => {
    expect(jwtExpiry(jwt({ exp: 1_700_000_000 }))).to.equal(1_700_000_000_000);
  });

  it('is read from base64url, which the usual claims are written in', () => {
    const claims = { sub: '>>>???ÿÿ', exp: 1_700_000_000 };
    expect(jwt(claims).split('.')[1], 'the claims need the letters that base64 does not have').to.match(/[-_]/);
    expect(jwtExpiry(jwt(claims))).to.equal(1_700_000_000_000);
  });

  it('is read whatever the length of the claims', () => {
    for (let length = 0; length < 4; length += 1) {
      expect(jwtExpiry(jwt({ sub: 'x'.repeat(length), exp: 5 }))).to.equal(5000);
    }
  });

  for (const claims of [{}, { exp: null }, { exp: '1700000000' }, { exp: NaN }, []]) {
    it(`is not there in ${JSON.stringify(claims)}`, () => {
      expect(jwtExpiry(jwt(claims))).to.equal(null);
    });
  }

  it('comes with the time at which it was issued', () => {
    expect(jwtTimes(jwt({ iat: 5, exp: 6.5 }))).to.deep.equal({ issuedAt: 5000, expiresAt: 6500 });
    for (const iat of [undefined, null, '5']) expect(jwtTimes(jwt({ iat }))).to.include({ issuedAt: null });
  });

  const garbage = {
    nothing: '',
    'a word': 'token',
    'two parts': 'a.b',
    'four parts': `${jwt({ exp: 5 })}.d`,
    'no signature': jwt({ exp: 5 }).replace(/[^.]*$/, ''),
    'claims that are not base64': 'a.€.c',
    'claims of an impossible length': 'a.abcde.c',
    'claims that are not UTF-8': `a.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.c`,
    'claims that are not JSON': `a.${base64url('{exp:5}')}.c`,
    'claims that are a string': `a.${base64url('"exp"')}.c`,
    'claims that are null': `a.${base64url('null')}.c`,
    'an error page': '<!doctype html><p>Not found. Sorry. Really.',
  };
  for (const [what, text] of Object.entries(garbage)) {
    it(`makes no JWT of ${what}`, () => {
      expect(jwtExpiry(text)).to.equal(undefined);
    });
  }
});
