import { expect } from 'chai';
import { reflect, STATE_ATTRIBUTES } from '../../src/selectors/reflect.ts';
import { aCall, aSnapshot } from '../support/snapshots.ts';

const NONE = Object.fromEntries(STATE_ATTRIBUTES.map((name) => [name, null]));

describe('the reflected attributes', () => {
  it('are the connection alone without a call', () => {
    expect(reflect(aSnapshot(), null)).to.deep.equal({ ...NONE, 'connection-state': 'connected' });
  });

  it('say why there is no connection', () => {
    const snapshot = aSnapshot({ state: 'reconnecting', reason: 'offline' });
    expect(reflect(snapshot, null)).to.include({ 'connection-state': 'reconnecting', 'connection-reason': 'offline' });
  });

  it('give no reason while there is one', () => {
    expect(reflect(aSnapshot({ reason: 'signaling' }), null)['connection-reason']).to.be.null;
  });

  it('show a live call', () => {
    const call = aCall({ direction: 'inbound', micMuted: true, remoteMedia: 'stalled' });
    expect(reflect(aSnapshot(), call)).to.deep.equal({
      ...NONE,
      'connection-state': 'connected',
      'call-state': 'active',
      'call-direction': 'inbound',
      'mic-muted': '',
      'remote-media': 'stalled',
    });
  });

  it('show an ended call with its cause, and no microphone or media any more', () => {
    const call = aCall({ state: 'destroyed', cause: 'timeOut', micMuted: true, remoteMedia: 'flowing' });
    expect(reflect(aSnapshot(), call)).to.deep.equal({
      ...NONE,
      'connection-state': 'connected',
      'call-state': 'destroyed',
      'call-direction': 'outbound',
      'call-cause': 'timeOut',
    });
  });
});
