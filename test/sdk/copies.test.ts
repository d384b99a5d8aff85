import { expect } from 'chai';
import { copyCall, copyMessage, copyProblem } from '../../src/sdk/copies.ts';
import type { SdkCall } from '../../src/sdk/sdk-shape.ts';

/** As much of one of the SDK's calls as is copied. */
const call = (about: Partial<Record<keyof SdkCall, unknown>> = {}): SdkCall =>
  ({ id: 'a', direction: 'inbound', options: {}, ...about }) as SdkCall;

describe('the copy of a call', () => {
  it('has nothing of what the SDK does not know yet', () => {
    expect(copyCall({ call: call({ direction: undefined }), object: 1 }, 'new')).to.deep.equal({
      callId: 'a',
      object: 1,
      state: 'new',
      direction: null,
      attach: false,
      remoteNumber: '',
      remoteName: '',
      identity: { telnyxCallControlId: null, telnyxSessionId: null, telnyxLegId: null },
      raw: { cause: null, causeCode: null, sipCode: null, sipReason: null },
    });
  });

  it('says who is at the other end: who was dialled, or who calls', () => {
    const options = {
      destinationNumber: '+15551234567',
      remoteCallerNumber: '+15557654321',
      remoteCallerName: 'Customer',
    };
    const outbound = copyCall({ call: call({ direction: 'outbound', options }), object: 1 }, 'new');
    expect([outbound.remoteNumber, outbound.remoteName]).to.deep.equal(['+15551234567', '']);
    const inbound = copyCall({ call: call({ options }), object: 1 }, 'ringing');
    expect([inbound.remoteNumber, inbound.remoteName]).to.deep.equal(['+15557654321', 'Customer']);
  });

  it('has the state that was told of, whatever came after', () => {
    expect(copyCall({ call: call({ state: 'destroy' }), object: 2 }, 'hangup')).to.include({
      state: 'hangup',
      object: 2,
    });
  });

  it('has what identifies and what ended it', () => {
    const options = { telnyxCallControlId: 'c', telnyxSessionId: 's', telnyxLegId: 'l', attach: true };
    const ended = call({ options, cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' });
    expect(copyCall({ call: ended, object: 1 }, 'destroy')).to.deep.include({
      attach: true,
      identity: { telnyxCallControlId: 'c', telnyxSessionId: 's', telnyxLegId: 'l' },
      raw: { cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' },
    });
  });
});

describe('the copy of a message', () => {
  it('is made only of those that say what no state says', () => {
    for (const method of ['telnyx_rtc.ringing', 'telnyx_rtc.bye']) {
      expect(copyMessage({ method, params: { callID: 'a' } })).to.include({ kind: 'message', method, callId: 'a' });
    }
    for (const message of [{}, { method: 'telnyx_rtc.ping' }, { method: 'telnyx_rtc.invite', params: {} }]) {
      expect(copyMessage(message)).to.equal(null);
    }
  });

  it('takes nothing from the server for what it is not', () => {
    const params = { callID: 7, cause: {}, causeCode: 'x', sipCode: NaN, sipReason: '', telnyx_leg_id: [] };
    expect(copyMessage({ method: 'telnyx_rtc.bye', params })).to.deep.equal({
      kind: 'message',
      method: 'telnyx_rtc.bye',
      callId: null,
      identity: { telnyxCallControlId: null, telnyxSessionId: null, telnyxLegId: null },
      raw: { cause: null, causeCode: null, sipCode: null, sipReason: null },
    });
    expect(copyMessage({ method: 'telnyx_rtc.bye' })).to.have.property('callId', null);
  });

  it('takes numbers also when they are written out', () => {
    const params = { callID: 'a', causeCode: '17', sipCode: '486' };
    expect(copyMessage({ method: 'telnyx_rtc.bye', params })?.raw).to.include({ causeCode: 17, sipCode: 486 });
  });
});

describe('the copy of a problem', () => {
  const body = { code: 42001, name: 'MEDIA_MICROPHONE_PERMISSION_DENIED', message: 'Denied' };

  it('is the same of an error and of a warning', () => {
    const problem = { code: 42001, name: body.name, message: 'Denied', callId: 'a', browserError: null };
    expect(copyProblem('error', { error: body, callId: 'a' }, 1)).to.deep.equal({ kind: 'error', socket: 1, problem });
    expect(copyProblem('warning', { warning: body, callId: 'a' }, 2)).to.deep.equal({
      kind: 'warning',
      socket: 2,
      problem,
    });
  });

  it("has the browser's word for it", () => {
    const error = { ...body, originalError: { name: 'NotAllowedError', message: 'Permission denied' } };
    expect(copyProblem('error', { error }, 1)?.problem).to.include({ browserError: 'NotAllowedError', callId: null });
  });

  it('is none of what says nothing', () => {
    expect(copyProblem('error', {}, 1)).to.equal(null);
  });
});
