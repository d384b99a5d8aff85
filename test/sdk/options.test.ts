import { expect } from 'chai';
import { sdkOptions, setCredentials } from '../../src/sdk/options.ts';
import type { SessionOptions } from '../../src/sdk/port.ts';

const options = (about: Partial<SessionOptions> = {}): SessionOptions => ({
  credentials: { kind: 'token', token: 'jwt' },
  host: null,
  region: null,
  iceServers: null,
  callReports: false,
  debug: false,
  ...about,
});

describe("the SDK's options", () => {
  it('switch off all that it would do by itself', () => {
    expect(sdkOptions(options())).to.deep.include({
      keepConnectionAliveOnSocketClose: true,
      hangupOnBeforeUnload: false,
      maxReconnectAttempts: 0,
      enableCallReports: false,
      debug: false,
    });
  });

  it('say no more than was asked for', () => {
    expect(sdkOptions(options())).not.to.have.any.keys('host', 'region', 'iceServers');
  });

  it('switch on what the page wants', () => {
    expect(sdkOptions(options({ callReports: true, debug: true }))).to.include({
      enableCallReports: true,
      debug: true,
    });
  });

  it('have a region, unless there is a host for it to be spliced into', () => {
    expect(sdkOptions(options({ region: 'eu' }))).to.include({ region: 'eu' });
    const both = sdkOptions(options({ region: 'eu', host: 'ws://127.0.0.1:1/rtc' }));
    expect(both.host).to.equal('ws://127.0.0.1:1/rtc');
    expect(both).not.to.have.property('region');
  });

  const loopback = [
    'ws://localhost',
    'ws://localhost:8787/rtc',
    'wss://127.0.0.1:1/rtc?user=agent',
    'ws://127.1.2.3/rtc',
    'ws://[::1]:8787/rtc',
  ];
  for (const host of loopback) {
    it(`ask no server on the internet for the way to ${host}`, () => {
      expect(sdkOptions(options({ host })).iceServers).to.deep.equal([]);
    });
  }

  for (const host of [
    'wss://rtc.example.com',
    'ws://localhost.example.com',
    'ws://192.168.1.10/rtc',
    'ws://10.127.0.1',
  ]) {
    it(`leave the way to ${host} to the SDK`, () => {
      expect(sdkOptions(options({ host }))).not.to.have.property('iceServers');
    });
  }

  it('have the servers that the page names, also on loopback', () => {
    const iceServers = [{ urls: 'stun:stun.example.com' }];
    expect(sdkOptions(options({ iceServers })).iceServers).to.deep.equal(iceServers);
    expect(sdkOptions(options({ iceServers, host: 'ws://localhost' })).iceServers).to.deep.equal(iceServers);
    expect(sdkOptions(options({ iceServers: [] })).iceServers).to.deep.equal([]);
  });
});

describe('the credentials that the SDK signs in with', () => {
  it('are one kind at a time, and nothing is left of the one before', () => {
    const result = sdkOptions(options());
    const credentials = () => {
      const { login_token, login, password, anonymous_login } = result;
      return { login_token, login, password, anonymous_login };
    };
    const none = { login_token: undefined, login: undefined, password: undefined, anonymous_login: undefined };
    expect(credentials()).to.deep.equal({ ...none, login_token: 'jwt' });
    setCredentials(result, { kind: 'password', login: 'agent', password: 'secret' });
    expect(credentials()).to.deep.equal({ ...none, login: 'agent', password: 'secret' });
    setCredentials(result, { kind: 'anonymous', assistantId: 'assistant-1' });
    expect(credentials()).to.deep.equal({
      ...none,
      anonymous_login: { target_type: 'ai_assistant', target_id: 'assistant-1' },
    });
    setCredentials(result, { kind: 'token', token: 'fresh' });
    expect(credentials()).to.deep.equal({ ...none, login_token: 'fresh' });
  });
});
