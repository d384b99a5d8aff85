import { expect } from 'chai';
import {
  checkConfiguration,
  Configuration,
  connectModeOf,
  maxAttemptsOf,
  sameConfiguration,
  shown,
} from '../../src/client/configuration.ts';
import type { ClientConfiguration } from '../../src/contract/configuration.ts';

/** As a page without a compiler could say it. */
const said = (configuration: Record<string, unknown>): ClientConfiguration => configuration;

describe('the check of a configuration', () => {
  const good: ClientConfiguration[] = [
    {},
    { connectMode: 'auto' },
    { connectMode: 'lazy' },
    { connectMode: 'manual' },
    { maxReconnectAttempts: 1 },
    { host: 'ws://127.0.0.1:8787/rtc' },
    { host: 'wss://rtc.example.com' },
    { tokenUrl: '/token' },
    { tokenUrl: 'https://example.com/token?user=1' },
    { iceServers: [] },
    { iceServers: [{ urls: 'stun:stun.example.com' }, { urls: ['turn:a.example.com', 'turns:b.example.com'] }] },
  ];
  for (const configuration of good) {
    it(`takes ${JSON.stringify(configuration)}`, () => {
      expect(() => checkConfiguration(configuration)).not.to.throw();
    });
  }

  const bad: readonly (readonly [option: string, configuration: Record<string, unknown>])[] = [
    ['connect-mode', { connectMode: 'eager' }],
    ['connect-mode', { connectMode: '' }],
    ['max-reconnect-attempts', { maxReconnectAttempts: 0 }],
    ['max-reconnect-attempts', { maxReconnectAttempts: -1 }],
    ['max-reconnect-attempts', { maxReconnectAttempts: 1.5 }],
    ['max-reconnect-attempts', { maxReconnectAttempts: NaN }],
    ['max-reconnect-attempts', { maxReconnectAttempts: Infinity }],
    ['host', { host: 'rtc.example.com' }],
    ['host', { host: 'https://rtc.example.com' }],
    ['host', { host: '' }],
    ['token-url', { tokenUrl: 'http://' }],
    ['ice-servers', { iceServers: {} }],
    ['ice-servers', { iceServers: 'stun:stun.example.com' }],
    ['ice-servers', { iceServers: [null] }],
    ['ice-servers', { iceServers: [{}] }],
    ['ice-servers', { iceServers: [{ urls: [] }] }],
    ['ice-servers', { iceServers: [{ urls: 'http://stun.example.com' }] }],
  ];
  for (const [option, configuration] of bad) {
    it(`refuses ${JSON.stringify(configuration)}, and names the option`, () => {
      expect(() => checkConfiguration(said(configuration)))
        .to.throw(`The option ${option} `)
        .with.property('code', 'invalid-option');
    });
  }
});

describe('two configurations', () => {
  it('are the same when they say the same, in whatever order', () => {
    const servers = [{ urls: 'stun:stun.example.com' }];
    expect(
      sameConfiguration({ host: 'ws://a', iceServers: servers }, { iceServers: [...servers], host: 'ws://a' }),
    ).to.equal(true);
  });

  it('are the same when one leaves out what the other does not set', () => {
    expect(sameConfiguration(said({ host: undefined, region: 'eu' }), { region: 'eu' })).to.equal(true);
  });

  it('are not the same when one says more', () => {
    expect(sameConfiguration({ region: 'eu' }, { region: 'eu', debug: true })).to.equal(false);
    expect(sameConfiguration({ region: 'eu' }, { region: 'us' })).to.equal(false);
  });
});

describe('what a configuration comes to', () => {
  it('has its defaults', () => {
    expect(connectModeOf({})).to.equal('auto');
    expect(maxAttemptsOf({})).to.equal(10);
    expect(connectModeOf({ connectMode: 'lazy' })).to.equal('lazy');
    expect(maxAttemptsOf({ maxReconnectAttempts: 3 })).to.equal(3);
  });

  it('can be shown without its credentials', () => {
    const visible = shown({ loginToken: 'a', login: 'b', password: 'c', tokenUrl: '/token', region: 'eu' });
    expect(visible).to.deep.equal({ tokenUrl: '/token', region: 'eu' });
    expect(visible).to.be.frozen;
  });

  it('can be shown without those of its TURN servers, and keeps them', () => {
    const iceServers = [{ urls: 'turn:turn.example.com', username: 'user', credential: 'secret' }];
    expect(shown({ iceServers })).to.deep.equal({ iceServers: [{ urls: 'turn:turn.example.com' }] });
    const configuration = new Configuration();
    configuration.say({ iceServers });
    configuration.forget();
    expect(configuration.current).to.deep.equal({ iceServers });
  });

  it('is put together from what scripts say one after the other', () => {
    const configuration = new Configuration();
    configuration.say({ region: 'eu' });
    configuration.say({ callerNumber: '1' });
    configuration.say({ region: 'us' });
    expect(configuration.current).to.deep.equal({ region: 'us', callerNumber: '1' });
    expect(configuration.source).to.equal(null);
  });

  it('loses what its element says no more, but nothing of what a script said', () => {
    const configuration = new Configuration();
    const element = {};
    configuration.say({ callerName: 'Shop' });
    configuration.say({ region: 'eu', callerNumber: '1' }, element);
    configuration.say({ callerNumber: '2' }, element);
    expect(configuration.current).to.deep.equal({ callerName: 'Shop', callerNumber: '2' });
  });

  it('keeps the credentials that its element says only once', () => {
    const configuration = new Configuration();
    const element = {};
    configuration.say({ loginToken: 'secret', region: 'eu' }, element);
    configuration.say({ region: 'us' }, element);
    expect(configuration.current).to.deep.equal({ loginToken: 'secret', region: 'us' });
  });

  it('forgets all that the element before said, credentials included', () => {
    const configuration = new Configuration();
    configuration.say({ loginToken: 'of the first', region: 'eu' }, {});
    const second = {};
    configuration.say({ login: 'second', password: 'other' }, second);
    expect(configuration.current).to.deep.equal({ login: 'second', password: 'other' });
    expect(configuration.source).to.equal(second);
  });

  it('takes a language and a wish for no history from any element, and nothing else', () => {
    const configuration = new Configuration();
    const [owner, other, third] = [{}, {}, {}];
    const isHere = (): boolean => true;
    expect(configuration.share({ lang: 'de', history: 'off' }, other, isHere), 'claims').to.equal(false);
    expect(configuration.source).to.equal(null);
    configuration.say({ tokenUrl: '/token' }, owner);
    expect(configuration.share({ lang: 'fr', history: 'on', region: 'eu' }, third, isHere), 'claims').to.equal(true);
    expect(configuration.current).to.deep.equal({ tokenUrl: '/token', lang: 'de', history: 'off' });
    configuration.share({ lang: 'es' }, other, isHere);
    expect(configuration.current, 'who said it may say something else').to.include({ lang: 'es', history: undefined });
    configuration.say({ lang: 'it' });
    configuration.share({ lang: 'fr' }, third, isHere);
    expect(configuration.current.lang, 'a script has spoken').to.equal('it');
  });

  it('can forget its credentials, and does not find them again', () => {
    const configuration = new Configuration();
    const element = {};
    configuration.say({ login: 'script', password: 'script' });
    configuration.say({ loginToken: 'secret', tokenUrl: '/token' }, element);
    configuration.forget();
    configuration.say({ tokenUrl: '/token', region: 'eu' }, element);
    expect(configuration.current).to.deep.equal({ tokenUrl: '/token', region: 'eu' });
  });
});
