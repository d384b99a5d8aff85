/** The gateway over real HTTP and real sockets, without a browser. */
import { expect } from 'chai';
import { once } from 'node:events';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startGateway } from '../../../demo/gateway/gateway.ts';
import type { Gateway } from '../../../demo/gateway/gateway.ts';

interface Reply {
  id?: unknown;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { code: number };
  voice_sdk_id?: string;
}

/** A client that speaks just enough. */
class Client {
  readonly socket: WebSocket;
  readonly messages: Reply[] = [];
  closeCode: number | null = null;
  private sent = 0;

  constructor(url: string, options: { origin?: string; headers?: Record<string, string> } = {}) {
    this.socket = new WebSocket(url, options);
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      try {
        this.messages.push(JSON.parse(data.toString()) as Reply);
      } catch {
        this.messages.push({ method: 'unreadable' });
      }
    });
    this.socket.on('close', (code) => (this.closeCode = code));
  }

  async open(): Promise<this> {
    if (this.socket.readyState !== WebSocket.OPEN) await once(this.socket, 'open');
    return this;
  }

  async ask(method: string, params: object): Promise<Reply> {
    const id = (this.sent += 1);
    this.socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return this.until((message) => message.id === id);
  }

  async until(matches: (message: Reply) => boolean): Promise<Reply> {
    for (;;) {
      const found = this.messages.find(matches);
      if (found) return found;
      await pause(5);
    }
  }

  async closed(): Promise<number> {
    while (this.closeCode === null) await pause(5);
    return this.closeCode;
  }
}

describe('gateway: server', () => {
  let gateway: Gateway;
  let root: string;
  const clients: Client[] = [];

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'gateway-'));
    await mkdir(join(root, 'demo', 'part'), { recursive: true });
    await mkdir(join(root, 'dist'));
    await writeFile(join(root, 'secret.txt'), 'secret');
    await writeFile(join(root, 'demo', 'index.html'), '<p>demo</p>');
    await writeFile(join(root, 'demo', 'part', 'a b.js'), 'export {}');
    await writeFile(join(root, 'demo', '.hidden'), 'secret');
    await symlink(join(root, 'secret.txt'), join(root, 'demo', 'link.txt'));
    gateway = await startGateway({ port: 0, root });
  });
  after(async () => {
    expect(gateway.truth().counts.crashes).to.equal(0);
    await gateway.close();
    await rm(root, { recursive: true });
  });
  afterEach(() => {
    gateway.fault({ fault: 'restore' });
    for (const client of clients.splice(0)) client.socket.terminate();
  });

  function client(query = '', options = {}): Client {
    const made = new Client(gateway.wsUrl + query, options);
    clients.push(made);
    return made;
  }

  async function login(user: string): Promise<Client> {
    const made = await client(`?user=${user}`).open();
    await made.ask('login', { login_token: await gateway.token(user) });
    return made;
  }

  describe('HTTP', () => {
    it('issues a token with a real expiry, readable across local origins with credentials', async () => {
      const origin = 'http://localhost:5000';
      const response = await fetch(`${gateway.url}/token?user=agent&ttl=60`, { method: 'POST', headers: { origin } });
      const { token } = (await response.json()) as { token: string };
      const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
        sub: string;
        exp: number;
      };
      expect(payload.sub).to.equal('agent');
      expect(payload.exp - Date.now() / 1_000).to.be.within(59, 62);
      expect(response.headers.get('access-control-allow-origin')).to.equal(origin);
      expect(response.headers.get('access-control-allow-credentials')).to.equal('true');
      expect(gateway.truth().tokens.at(-1)).to.include({ user: 'agent', ttlSeconds: 60, status: 200 });
    });

    it('answers a preflight of a local page', async () => {
      const headers = { origin: 'http://127.0.0.1:99', 'access-control-request-headers': 'content-type' };
      const response = await fetch(`${gateway.url}/faults`, { method: 'OPTIONS', headers });
      expect(response.status).to.equal(204);
      expect(response.headers.get('access-control-allow-headers')).to.equal('content-type');
    });

    it('fails the token endpoint when asked to', async () => {
      gateway.fault({ fault: 'token-error', user: 'agent', status: 503 });
      expect((await fetch(`${gateway.url}/token?user=agent`, { method: 'POST' })).status).to.equal(503);
      expect((await fetch(`${gateway.url}/token?user=customer`, { method: 'POST' })).status).to.equal(200);
    });

    const refused: [what: string, path: string, init: RequestInit, status: number][] = [
      ['a token by GET', '/token?user=agent', {}, 405],
      ['a token for nobody', '/token', { method: 'POST' }, 400],
      ['a token for markup', '/token?user=%3Cb%3E', { method: 'POST' }, 400],
      ['a token for an absurd time', '/token?user=a&ttl=soon', { method: 'POST' }, 400],
      ['a page elsewhere', '/truth', { headers: { origin: 'https://evil.example' } }, 403],
      ['a page without an origin of its own', '/truth', { headers: { origin: 'null' } }, 403],
      ['a fault in plain text', '/faults', { method: 'POST', body: '{"fault":"close"}' }, 415],
      ['a fault that is none', '/faults', json('{"fault":"?"}'), 400],
      ['a fault that is not JSON', '/faults', json('{'), 400],
      ['an endless fault', '/faults', json(`"${'x'.repeat(70_000)}"`), 413],
      ['a window that is no time', '/truth?since=now', {}, 400],
      ['a missing page', '/demo/none.html', {}, 404],
      ['a file beside the folders', '/secret.txt', {}, 404],
      ['a hidden file', '/demo/.hidden', {}, 404],
      ['a link out of the folder', '/demo/link.txt', {}, 404],
      ['an encoded way up', '/demo/%2e%2e/secret.txt', {}, 404],
      ['an encoded way up with slashes', '/demo/%2e%2e%2fsecret.txt', {}, 404],
      ['a broken encoding', '/demo/%', {}, 404],
      ['a NUL', '/demo/index.html%00', {}, 404],
      ['a page by POST', '/demo/index.html', { method: 'POST' }, 405],
    ];
    for (const [what, path, init, status] of refused) {
      it(`refuses ${what} with ${status}`, async () => {
        expect((await fetch(gateway.url + path, init)).status).to.equal(status);
      });
    }

    it('refuses a name that only resolves to this machine', async () => {
      expect(await rawStatus(gateway.port, '/truth', 'rebound.example')).to.equal(403);
      expect(await rawStatus(gateway.port, '/../secret.txt', 'localhost')).to.equal(404);
    });

    it('serves pages with their types, at both names of this machine', async () => {
      for (const host of ['127.0.0.1', 'localhost']) {
        const page = await fetch(`http://${host}:${gateway.port}/demo/`);
        expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
        expect(await page.text()).to.equal('<p>demo</p>');
      }
      const script = await fetch(`${gateway.url}/demo/part/a%20b.js`, { method: 'HEAD' });
      expect(script.headers.get('content-type')).to.equal('text/javascript; charset=utf-8');
      const home = await fetch(gateway.url, { redirect: 'manual' });
      expect(home.headers.get('location')).to.equal('/demo/');
    });

    it('injects faults and tells the truth over HTTP', async () => {
      await fetch(`${gateway.url}/faults`, json('{"fault":"refuse","user":"faulty"}'));
      const refused = client('?user=faulty');
      await refused.closed();
      const truth = (await (await fetch(`${gateway.url}/truth`)).json()) as ReturnType<Gateway['truth']>;
      expect(truth.connects.at(-1)).to.include({ user: 'faulty', outcome: 'refused', status: 503 });
      expect(truth.faults.at(-1)).to.include({ name: 'refuse', user: 'faulty' });
    });
  });

  describe('signaling', () => {
    it('logs in with the token of the endpoint, and is remembered', async () => {
      const made = await login('socket-user');
      const ready = await made.until(({ method }) => method === 'telnyx_rtc.clientReady');
      expect(ready.params).to.deep.equal({ reattached_sessions: [] });
      const truth = gateway.truth();
      expect(truth.sessions.at(-1)).to.include({ user: 'socket-user', state: 'attached' });
      expect(truth.logins.at(-1)).to.include({ user: 'socket-user', code: null });
      const unnamed = await client().open();
      await unnamed.ask('login', { login_token: await gateway.token('named-later') });
      expect(gateway.truth().connects.at(-1)).to.include({ user: 'named-later' });
      expect(truth.connects.at(-1)).to.include({ user: 'socket-user', outcome: 'accepted', closedAt: null });
    });

    it('refuses expired, revoked, foreign and unsigned tokens', async () => {
      const made = await client().open();
      const other = await startGateway({ port: 0, root });
      const foreign = await other.token('agent');
      await other.close();
      const revoked = await gateway.token('agent');
      gateway.fault({ fault: 'expire-tokens', user: 'agent' });
      const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${revoked.split('.')[1] ?? ''}.`;
      const codes = [];
      for (const token of [await gateway.token('agent', -5), revoked, foreign, unsigned, 'nonsense']) {
        codes.push((await made.ask('login', { login_token: token })).error?.code);
      }
      expect(codes).to.deep.equal([-32000, -32000, -32001, -32001, -32001]);
      await pause(2);
      expect((await made.ask('login', { login_token: await gateway.token('agent') })).error).to.equal(undefined);
    });

    it('logs in by password', async () => {
      const made = await client().open();
      expect((await made.ask('login', { login: 'agent', passwd: 'wrong' })).error?.code).to.equal(-32001);
      expect((await made.ask('login', { login: 'constructor', passwd: 'x' })).error?.code).to.equal(-32001);
      expect((await made.ask('login', { login: 'agent', passwd: 'agent' })).result).to.have.property('sessid');
    });

    it('refuses other paths and foreign pages', async () => {
      expect(await upgradeStatus(`http://127.0.0.1:${gateway.port}/elsewhere`)).to.equal(404);
      expect(await upgradeStatus(`http://127.0.0.1:${gateway.port}/rtc`, 'https://evil.example')).to.equal(403);
    });

    it('closes on binary and oversized frames, and lives', async () => {
      const binary = await client().open();
      binary.socket.send(Buffer.from([1, 2, 3]));
      expect(await binary.closed()).to.equal(1003);
      const huge = await client().open();
      huge.socket.send('x'.repeat(300_000));
      expect(await huge.closed()).to.equal(1009);
      await login('still-here');
    });

    it('answers broken frames with errors', async () => {
      const made = await client().open();
      made.socket.send('{');
      const reply = await made.until(({ error }) => error !== undefined);
      expect(reply).to.deep.include({ id: null });
      expect(reply.error?.code).to.equal(-32700);
      expect(gateway.truth().counts.errors).to.be.greaterThan(0);
    });

    it('ends a call whose description no peer can take', async () => {
      const made = await login('bad-sdp');
      const sdp = 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=ice-ufrag:x\r\na=fingerprint:sha-256 00\r\n';
      const dialogParams = { callID: 'bad-1', destination_number: '9196' };
      await made.ask('telnyx_rtc.invite', { sdp, dialogParams });
      const bye = await made.until(({ method }) => method === 'telnyx_rtc.bye');
      expect(bye.params).to.include({ callID: 'bad-1', cause: 'INCOMPATIBLE_DESTINATION' });
    });

    it('survives a client that speaks no HTTP', async () => {
      const socket = connect(gateway.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      socket.write('\u0000\u0001 nonsense\r\n\r\n');
      await once(socket, 'close');
      await login('after-nonsense');
    });
  });

  describe('faults', () => {
    it('close: abruptly by default, refused for as long as asked', async () => {
      const made = await login('closed');
      gateway.fault({ fault: 'close', user: 'closed', forMs: 300 });
      expect(await made.closed()).to.equal(1006);
      const early = client('?user=closed');
      await early.closed();
      await pause(300);
      await client('?user=closed').open();
      const connects = gateway.truth().connects.filter(({ user }) => user === 'closed');
      expect(connects.map(({ outcome }) => outcome)).to.deep.equal(['accepted', 'refused', 'accepted']);
      expect(connects[0]?.closeCode).to.equal(1006);
    });

    it('black-hole: nothing in, nothing out, and all of it when it is over', async () => {
      const made = await login('lost');
      const other = await login('found');
      gateway.fault({ fault: 'black-hole', user: 'lost' });
      const before = made.messages.length;
      const pong = made.ask('telnyx_rtc.ping', {});
      const waiting = client('?user=lost');
      expect((await other.ask('telnyx_rtc.ping', {})).result).to.include({ message: 'pong' });
      await pause(200);
      expect(made.messages.length).to.equal(before);
      expect(waiting.socket.readyState).to.equal(WebSocket.CONNECTING);
      gateway.fault({ fault: 'restore', user: 'lost' });
      expect((await pong).result).to.include({ message: 'pong' });
      await waiting.open();
    });

    it('black-hole: a socket that opens and is never answered', async () => {
      gateway.fault({ fault: 'black-hole', user: 'mute', connections: 'open' });
      const made = await client('?user=mute').open();
      made.socket.send('{"jsonrpc":"2.0","id":1,"method":"telnyx_rtc.ping"}');
      await pause(200);
      expect(made.messages).to.deep.equal([]);
    });

    it('slow: what is said arrives that much later', async () => {
      const made = await login('slowed');
      gateway.fault({ fault: 'slow', user: 'slowed', ms: 300, forMs: 2_000 });
      const asked = Date.now();
      expect((await made.ask('telnyx_rtc.ping', {})).result).to.include({ message: 'pong' });
      expect(Date.now() - asked).to.be.within(290, 1_500);
    });

    it('restart: cut off, refused for a while, and then a stranger', async () => {
      const made = await login('restarted');
      gateway.fault({ fault: 'restart', user: 'restarted', forMs: 300 });
      expect(await made.closed()).to.equal(1006);
      await client('?user=restarted').closed();
      await pause(300);
      await client('?user=restarted').open();
      const sessions = gateway.truth().sessions.filter(({ user }) => user === 'restarted');
      expect(sessions.map(({ state }) => state)).to.deep.equal(['ended']);
    });

    it('garbage reaches the client', async () => {
      const made = await login('garbled');
      const before = made.messages.length;
      gateway.fault({ fault: 'garbage', user: 'garbled' });
      await made.until(({ method }) => method === 'unreadable');
      expect(made.messages.length).to.be.greaterThan(before);
    });
  });

  it('shares nothing with another gateway', async () => {
    const other = await startGateway({ port: 0, root });
    try {
      gateway.fault({ fault: 'refuse' });
      const made = await new Client(other.wsUrl).open();
      made.socket.terminate();
      expect(other.truth().sessions).to.deep.equal([]);
    } finally {
      await other.close();
    }
  });

  it('says clearly that its port is taken', async () => {
    let code: unknown;
    await startGateway({ port: gateway.port, root }).catch(
      (error: unknown) => (code = (error as NodeJS.ErrnoException).code),
    );
    expect(code).to.equal('EADDRINUSE');
  });
});

function json(body: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
}

/** Sends the path as it is, which fetch would tidy first. */
function rawStatus(port: number, path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

function upgradeStatus(url: string, origin?: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace('http', 'ws'), origin === undefined ? {} : { origin });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => resolve(101));
    socket.on('error', () => undefined);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
