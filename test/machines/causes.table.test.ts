import { expect } from 'chai';
import type { RawCause } from '../../src/contract/observations.ts';
import type { CallCause, CallDirection } from '../../src/contract/states.ts';
import { localCause, serverCause } from '../../src/machines/causes.ts';
import { NO_CAUSE } from '../support/machines.ts';

describe('causes: what a bye means', () => {
  const rows: [Partial<RawCause>, CallCause][] = [
    [{ cause: 'NORMAL_CLEARING' }, 'normal'],
    [{ cause: 'ORIGINATOR_CANCEL' }, 'originatorCancel'],
    [{ cause: 'NO_ANSWER' }, 'timeOut'],
    [{ cause: 'NO_USER_RESPONSE' }, 'timeOut'],
    [{ cause: 'RECOVERY_ON_TIMER_EXPIRE' }, 'timeOut'],
    [{ cause: 'ALLOTTED_TIMEOUT' }, 'timeOut'],
    [{ cause: 'USER_BUSY' }, 'rejected'],
    [{ cause: 'CALL_REJECTED' }, 'rejected'],
    [{ cause: 'ATTENDED_TRANSFER' }, 'replaced'],
    [{ cause: 'BLIND_TRANSFER' }, 'replaced'],
    [{ cause: 'PICKED_OFF' }, 'replaced'],
    [{ cause: 'LOSE_RACE' }, 'replaced'],
    [{ cause: 'UNALLOCATED_NUMBER' }, 'error'],
    [{ causeCode: 16 }, 'normal'],
    [{ causeCode: 17 }, 'rejected'],
    [{ causeCode: 18 }, 'timeOut'],
    [{ causeCode: 19 }, 'timeOut'],
    [{ causeCode: 21 }, 'rejected'],
    [{ causeCode: 102 }, 'timeOut'],
    [{ causeCode: 487 }, 'originatorCancel'],
    [{ causeCode: 1 }, 'error'],
    [{ sipCode: 408 }, 'timeOut'],
    [{ sipCode: 480 }, 'timeOut'],
    [{ sipCode: 486 }, 'rejected'],
    [{ sipCode: 600 }, 'rejected'],
    [{ sipCode: 603 }, 'rejected'],
    [{ sipCode: 487 }, 'originatorCancel'],
    [{ sipCode: 404 }, 'error'],
    [{ sipCode: 400, causeCode: 16 }, 'error'],
    [{ sipCode: 399, causeCode: 16 }, 'normal'],
    [{ sipCode: 200, causeCode: 16 }, 'normal'],
    [{}, 'error'],
    // A name says more than a code, a SIP failure more than an ordinary clearing.
    [{ cause: 'CALL_REJECTED', sipCode: 480, causeCode: 16 }, 'rejected'],
    [{ cause: 'NORMAL_CLEARING', sipCode: 404, causeCode: 16 }, 'error'],
    [{ cause: 'NORMAL_CLEARING', sipCode: 486, causeCode: 16 }, 'rejected'],
    [{ cause: 'NORMAL_CLEARING', sipCode: 200, causeCode: 17 }, 'normal'],
    [{ cause: 'UNHEARD_OF', sipCode: null, causeCode: 16 }, 'normal'],
    [{ sipCode: 404, causeCode: 16 }, 'error'],
    // A server can send anything.
    [{ cause: 'constructor' }, 'error'],
    [{ cause: '__proto__', causeCode: 16 }, 'normal'],
    [{ cause: '' }, 'error'],
  ];
  for (const [raw, cause] of rows) {
    it(`${JSON.stringify(raw)}: ${cause}`, () => expect(serverCause({ ...NO_CAUSE, ...raw })).to.equal(cause));
  }
});

describe('causes: what the own hang-up means', () => {
  const rows: [CallDirection, boolean, CallCause][] = [
    ['outbound', false, 'originatorCancel'],
    ['outbound', true, 'normal'],
    ['inbound', false, 'rejected'],
    ['inbound', true, 'normal'],
  ];
  for (const [direction, answered, cause] of rows) {
    it(`${direction}, ${answered ? 'answered' : 'not answered'}: ${cause}`, () =>
      expect(localCause(direction, answered)).to.equal(cause));
  }
});
