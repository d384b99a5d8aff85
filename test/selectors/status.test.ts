import { expect } from 'chai';
import { callStatus, connectionStatus, party, statusTone } from '../../src/selectors/status.ts';
import { aCall, aConnection } from '../support/snapshots.ts';

describe('the status of the connection', () => {
  for (const [status, tone, change] of [
    ['idle', 'neutral', { state: 'idle' }],
    ['connecting', 'busy', { state: 'connecting' }],
    ['connected', 'good', { state: 'connected' }],
    ['reconnecting', 'warning', { state: 'reconnecting', reason: 'signaling' }],
    ['reconnecting', 'warning', { state: 'reconnecting', reason: 'server' }],
    ['offline', 'warning', { state: 'reconnecting', reason: 'offline' }],
    ['offline', 'warning', { state: 'connecting', reason: 'offline' }],
    ['disconnecting', 'neutral', { state: 'disconnecting' }],
    ['disconnected', 'neutral', { state: 'disconnected', reason: 'user' }],
    ['disconnected', 'neutral', { state: 'disconnected' }],
    ['disconnected', 'bad', { state: 'disconnected', reason: 'exhausted' }],
    ['disconnected', 'bad', { state: 'disconnected', reason: 'offline' }],
    ['elsewhere', 'neutral', { state: 'disconnected', reason: 'elsewhere' }],
    ['signed-out', 'bad', { state: 'disconnected', reason: 'auth' }],
    ['connecting', 'busy', { state: 'connecting', reason: 'auth' }],
  ] as const) {
    it(`is ${status}, ${tone}, for ${JSON.stringify(change)}`, () => {
      const connection = aConnection(change);
      expect(connectionStatus(connection)).to.equal(status);
      expect(statusTone(connection, null)).to.equal(tone);
    });
  }
});

describe('the status of a call', () => {
  for (const [status, tone, change] of [
    ['calling', 'busy', { state: 'new' }],
    ['incoming', 'busy', { state: 'new', direction: 'inbound' }],
    ['ringing', 'busy', { state: 'ringing' }],
    ['ringing', 'busy', { state: 'ringing', pending: ['answer'] }],
    ['incoming', 'busy', { state: 'ringing', direction: 'inbound' }],
    ['answering', 'busy', { state: 'ringing', direction: 'inbound', pending: ['answer'] }],
    ['active', 'good', { remoteMedia: 'flowing' }],
    ['active', 'good', {}],
    ['no-sound', 'warning', { remoteMedia: 'stalled' }],
    ['unheard', 'warning', { localMedia: 'stalled' }],
    ['silent', 'warning', { localMedia: 'stalled', remoteMedia: 'stalled' }],
    ['unheard', 'warning', { localMedia: 'stalled', microphoneLost: true }],
    ['active', 'good', { micMuted: true, microphoneLost: true }],
    ['recovering', 'warning', { state: 'reconnecting', localMedia: 'stalled' }],
    ['held', 'warning', { state: 'held', remoteMedia: 'stalled' }],
    ['recovering', 'warning', { state: 'reconnecting' }],
    ['ended', 'neutral', { state: 'destroyed', cause: 'normal' }],
    ['missed', 'neutral', { state: 'destroyed', cause: 'timeOut', direction: 'inbound' }],
    ['lost', 'bad', { state: 'destroyed', cause: 'error', answeredAt: 1 }],
    ['failed', 'bad', { state: 'destroyed', cause: 'error' }],
    ['not-found', 'bad', { state: 'destroyed', cause: 'error', sipCode: 404 }],
  ] as const) {
    it(`is ${status}, ${tone}, for ${JSON.stringify(change)}`, () => {
      const call = aCall(change);
      expect(callStatus(call)).to.equal(status);
      expect(statusTone(aConnection({ state: 'reconnecting' }), call)).to.equal(tone);
    });
  }
});

describe('the status of a call that was taken over', () => {
  const call = aCall({ state: 'destroyed', cause: 'replaced' });

  it('says by whom', () => {
    expect(callStatus(call, aConnection())).to.equal('transferred');
    const connection = aConnection({ state: 'disconnected', reason: 'elsewhere' });
    expect(callStatus(call, connection)).to.equal('moved');
    expect(statusTone(connection, call)).to.equal('neutral');
  });
});

describe('the other party', () => {
  for (const [remoteName, remoteNumber, title, subtitle] of [
    ['Ada', '+15551234567', 'Ada', '+15551234567'],
    ['', '+15551234567', '+15551234567', ''],
    ['+15551234567', '+15551234567', '+15551234567', ''],
    ['Ada', '', 'Ada', ''],
    ['', '', '', ''],
  ] as const) {
    it(`of "${remoteName}" and "${remoteNumber}" is "${title}" with "${subtitle}"`, () => {
      expect(party(aCall({ remoteName, remoteNumber }))).to.deep.equal({ title, subtitle });
    });
  }
});
