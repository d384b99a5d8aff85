import { expect } from 'chai';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Credentials, type TokenResult } from '../../src/client/credentials.ts';
import { Secrets } from '../../src/client/secrets.ts';

const NOW = 1_700_000_000_000;
const jwt = (expiresInSeconds: number | null): string => {
  const claims = expiresInSeconds === null ? {} : { exp: NOW / 1000 + expiresInSeconds };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
};
const GOOD = jwt(3600);
const HOUR_AHEAD = NOW + 3_600_000;
/** What is the same of all tokens here: none says when it was issued, and none was there before. */
const UNKNOWN = { issuedAt: null, known: false };

/** A code, and whether asking again could help. */
const told = (result: TokenResult | null): unknown =>
  result === null || result.ok ? result : { code: result.code, final: result.final };

/** What the page says, and what comes of it. */
class Both extends Secrets {
  readonly #credentials = new Credentials(this);

  get current(): unknown {
    return this.#credentials.current;
  }

  token(): Promise<TokenResult | null> {
    return this.#credentials.token();
  }
}

describe('how the phone signs in', () => {
  const kinds = [
    ['none', {}],
    ['none', { login: 'agent' }],
    ['none', { password: 'secret' }],
    ['provided-token', { tokenUrl: '/token' }],
    ['static-token', { loginToken: GOOD }],
    ['password', { login: 'agent', password: 'secret' }],
    ['anonymous', { assistantId: 'assistant-1' }],
    ['provided-token', { tokenUrl: '/token', loginToken: GOOD, login: 'agent', password: 'secret', assistantId: 'a' }],
    ['static-token', { loginToken: GOOD, login: 'agent', password: 'secret', assistantId: 'a' }],
    ['password', { login: 'agent', password: 'secret', assistantId: 'a' }],
  ] as const;
  for (const [kind, secrets] of kinds) {
    it(`is ${kind} with ${Object.keys(secrets).join(', ') || 'nothing'}`, () => {
      const credentials = new Both();
      credentials.say(secrets);
      expect(credentials.kind).to.equal(kind);
    });
  }

  it('is by a provider before anything else', () => {
    const credentials = new Both();
    credentials.say({ login: 'agent', password: 'secret' });
    credentials.provider = () => GOOD;
    expect(credentials.kind).to.equal('provided-token');
    credentials.provider = null;
    expect(credentials.kind).to.equal('password');
  });

  it('has what it takes at once, or once a token was had', async () => {
    const credentials = new Both();
    expect(credentials.current).to.equal(null);
    credentials.say({ login: 'agent', password: 'secret' });
    expect(credentials.current).to.deep.equal({ kind: 'password', login: 'agent', password: 'secret' });
    credentials.say({ assistantId: 'assistant-1' });
    expect(credentials.current).to.deep.equal({ kind: 'anonymous', assistantId: 'assistant-1' });
    credentials.say({ loginToken: GOOD });
    expect(credentials.current).to.equal(null);
    await credentials.token();
    expect(credentials.current).to.deep.equal({ kind: 'token', token: GOOD });
    credentials.say({ loginToken: jwt(7200) });
    expect(credentials.current, 'the token of another configuration').to.equal(null);
  });
});

describe('a token given by the page', () => {
  const answers: readonly (readonly [what: string, token: string, told: unknown])[] = [
    ['a good one', GOOD, { ok: true, ...UNKNOWN, expiresAt: HOUR_AHEAD }],
    ['one with space around it', `\n ${GOOD} `, { ok: true, ...UNKNOWN, expiresAt: HOUR_AHEAD }],
    ['one that does not say when it expires', jwt(null), { ok: true, ...UNKNOWN, expiresAt: null }],
    ['one that has expired, which is for others to judge', jwt(-1), { ok: true, ...UNKNOWN, expiresAt: NOW - 1000 }],
    ['garbage', 'letmein', { code: 'token-invalid', final: true }],
  ];
  for (const [what, token, expected] of answers) {
    it(`${what}, in the configuration`, async () => {
      const credentials = new Both();
      credentials.say({ loginToken: token });
      expect(told(await credentials.token())).to.deep.equal(expected);
    });

    it(`${what}, by a provider that promises it`, async () => {
      const credentials = new Both();
      credentials.provider = () => Promise.resolve(token);
      expect(told(await credentials.token())).to.deep.equal(expected);
    });

    it(`${what}, by a provider that has it`, async () => {
      const credentials = new Both();
      credentials.provider = () => token;
      expect(told(await credentials.token())).to.deep.equal(expected);
    });
  }

  it('fails with what its provider throws, at once or later', async () => {
    const credentials = new Both();
    for (const provider of [
      () => {
        throw new Error('Signed out');
      },
      () => Promise.reject(new Error('Signed out')),
    ]) {
      credentials.provider = provider;
      expect(await credentials.token()).to.deep.equal({
        ok: false,
        code: 'token-fetch-failed',
        message: 'No access token could be fetched: Signed out',
        final: false,
      });
    }
  });

  it('is invalid when the provider answers with no string', async () => {
    const credentials = new Both();
    for (const answer of [undefined, null, { token: GOOD }, 5]) {
      credentials.provider = () => answer as unknown as string;
      expect(told(await credentials.token())).to.deep.equal({ code: 'token-invalid', final: true });
    }
  });

  it('is known again', async () => {
    const credentials = new Both();
    let answer = GOOD;
    credentials.provider = () => answer;
    const known = async (): Promise<unknown> => ((await credentials.token()) as { known?: boolean }).known;
    expect(await known()).to.equal(false);
    expect(await known(), 'the same').to.equal(true);
    answer = jwt(7200);
    expect(await known(), 'another').to.equal(false);
    expect(credentials.say({}), 'the same configuration').to.equal(false);
    expect(await known(), 'after the same configuration').to.equal(true);
    expect(credentials.say({ loginToken: GOOD })).to.equal(true);
    expect(await known(), 'after another configuration').to.equal(false);
  });

  it('is not needed any more when the page signs in in another way meanwhile', async () => {
    const credentials = new Both();
    credentials.provider = () => {
      credentials.provider = null;
      credentials.say({ login: 'agent', password: 'secret' });
      return GOOD;
    };
    expect(await credentials.token()).to.deep.equal({ ok: true, ...UNKNOWN, expiresAt: null });
    expect(credentials.current).to.include({ kind: 'password' });
  });

  it('is asked for anew each time', async () => {
    const credentials = new Both();
    let asked = 0;
    credentials.provider = () => jwt(3600 + (asked += 1));
    await credentials.token();
    await credentials.token();
    expect(credentials.current).to.deep.equal({ kind: 'token', token: jwt(3602) });
  });
});

describe('a token from a URL', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let requests: IncomingMessage[];

  before((done) => {
    server = createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    }).listen(0, '127.0.0.1', () => {
      url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/token`;
      done();
    });
  });
  beforeEach(() => {
    requests = [];
  });
  after((done) => {
    server.closeAllConnections();
    server.close(done);
  });

  const ask = (credentials = new Both()): Promise<TokenResult | null> => {
    credentials.say({ tokenUrl: url });
    return credentials.token();
  };

  const answers: readonly (readonly [status: number, body: string, told: unknown])[] = [
    [200, GOOD, { ok: true, ...UNKNOWN, expiresAt: HOUR_AHEAD }],
    [200, `${GOOD}\n`, { ok: true, ...UNKNOWN, expiresAt: HOUR_AHEAD }],
    [201, JSON.stringify({ token: GOOD }), { ok: true, ...UNKNOWN, expiresAt: HOUR_AHEAD }],
    [200, JSON.stringify({ token: `${GOOD}\n`, user: 'agent' }), { ok: true, ...UNKNOWN, expiresAt: HOUR_AHEAD }],
    [200, JSON.stringify(GOOD), { ok: true, ...UNKNOWN, expiresAt: HOUR_AHEAD }],
    [200, '', { code: 'token-invalid', final: true }],
    [200, '{}', { code: 'token-invalid', final: true }],
    [200, '{"token":null}', { code: 'token-invalid', final: true }],
    [200, '{"token":', { code: 'token-invalid', final: true }],
    [200, '<!doctype html><p>Sign in.</p>', { code: 'token-invalid', final: true }],
    [204, '', { code: 'token-invalid', final: true }],
    [400, GOOD, { code: 'token-fetch-failed', final: true }],
    [401, '', { code: 'token-fetch-failed', final: true }],
    [403, '', { code: 'token-fetch-failed', final: true }],
    [404, '', { code: 'token-fetch-failed', final: true }],
    [408, '', { code: 'token-fetch-failed', final: false }],
    [425, '', { code: 'token-fetch-failed', final: false }],
    [429, '', { code: 'token-fetch-failed', final: false }],
    [500, '', { code: 'token-fetch-failed', final: false }],
    [503, GOOD, { code: 'token-fetch-failed', final: false }],
  ];
  for (const [status, body, expected] of answers) {
    const shown = body.replace(GOOD, '<JWT>').slice(0, 40);
    it(`answered with ${String(status)} ${JSON.stringify(shown)}`, async () => {
      answer = (_, response) => response.writeHead(status).end(body);
      expect(told(await ask())).to.deep.equal(expected);
    });
  }

  it('is asked for by POST', async () => {
    answer = (_, response) => response.end(GOOD);
    await ask();
    expect(requests.map(({ method }) => method)).to.deep.equal(['POST']);
  });

  it('says the status in words that help', async () => {
    answer = (_, response) => response.writeHead(401).end();
    expect(await ask())
      .to.have.property('message')
      .that.matches(/status 401.*signed in/);
  });

  it('could be had later when nobody answers', async () => {
    answer = (request) => request.socket.destroy();
    expect(told(await ask())).to.deep.equal({ code: 'token-fetch-failed', final: false });
  });

  it('is no answer any more when it is asked for again meanwhile', async () => {
    const credentials = new Both();
    let asked = 0;
    answer = (_, response) => {
      asked += 1;
      if (asked === 2) response.end(GOOD);
    };
    const first = ask(credentials);
    while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = credentials.token();
    expect(await first).to.equal(null);
    expect(told(await second)).to.deep.equal({ ok: true, ...UNKNOWN, expiresAt: HOUR_AHEAD });
  });

  it('is asked for by the new configuration when that changes meanwhile', async () => {
    const credentials = new Both();
    answer = (_, response) => {
      credentials.say({ loginToken: jwt(60) });
      response.end(GOOD);
    };
    await ask(credentials);
    expect(credentials.current).to.deep.equal({ kind: 'token', token: jwt(60) });
  });
});
