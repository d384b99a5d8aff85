import { expect } from 'chai';
import { COMMAND_DEADLINE, TRANSFER_WINDOW } from '../../src/machines/times.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import type { RawCause } from '../../src/contract/observations.ts';
import { after, play } from '../support/call-play.ts';
import { SITUATIONS } from '../support/call-tables.ts';
import { asked, CALL, ended, NOW, TICKET } from '../support/machines.ts';

const { active } = SITUATIONS;
const bye = (raw: Partial<RawCause> = { cause: 'NORMAL_CLEARING', causeCode: 16 }): MachineEvent => ended(true, raw);
const taken: MachineEvent = { type: 'command-done', callId: CALL, ticket: TICKET };
const refused: MachineEvent = {
  type: 'command-failed',
  callId: CALL,
  ticket: TICKET,
  code: 'protocol-error',
  message: 'The backend said no.',
};

describe('a call that is transferred', () => {
  it('goes on, with nothing pending, when the page’s backend has taken it', () => {
    const asking = play(active, [NOW, asked('transfer')]);
    expect(after(asking, taken, NOW + 500)).to.equal(`active > done ${TICKET}`);
  });

  it('was replaced when the server lets go of it then', () => {
    const transferred = play(active, [NOW, asked('transfer')], [NOW + 500, taken]);
    expect(after(transferred, bye(), NOW + 1000)).to.match(/^destroyed replaced > /);
  });

  it('was replaced, and the command done, when the server is faster than the backend’s answer', () => {
    const asking = play(active, [NOW, asked('transfer')]);
    const over = after(asking, bye(), NOW + 500);
    expect(over)
      .to.match(/^destroyed replaced > /)
      .and.include(`done ${TICKET}`);
  });

  it('was replaced also when the backend answers after the command was given up', () => {
    const late = NOW + COMMAND_DEADLINE + 2000;
    const givenUp = play(active, [NOW, asked('transfer')], [NOW + COMMAND_DEADLINE, { type: 'tick' }]);
    expect(after(givenUp, taken, late)).to.equal('active stalled');
    expect(after(givenUp, refused, late)).to.equal('active stalled');
    const transferred = play(givenUp, [late, taken]);
    expect(after(transferred, bye(), late + 1000)).to.match(/^destroyed replaced > /);
  });

  it('ended as any other when the transfer was refused', () => {
    const asking = play(active, [NOW, asked('transfer')], [NOW + 500, refused]);
    expect(after(asking, bye(), NOW + 1000)).to.match(/^destroyed normal > /);
  });

  it('ended as any other when that is long ago: it seems that nobody answered there', () => {
    const transferred = play(active, [NOW, asked('transfer')], [NOW + 500, taken]);
    expect(after(transferred, bye(), NOW + 500 + TRANSFER_WINDOW - 1)).to.match(/^destroyed replaced > /);
    expect(after(transferred, bye(), NOW + 500 + TRANSFER_WINDOW)).to.match(/^destroyed normal > /);
  });

  it('ended by an error all the same when the server says so', () => {
    const asking = play(active, [NOW, asked('transfer')]);
    const over = after(asking, bye({ cause: 'DESTINATION_OUT_OF_ORDER', causeCode: 27, sipCode: 502 }), NOW + 500);
    expect(over)
      .to.match(/^destroyed error > /)
      .and.include(`abort ${TICKET}`);
  });

  it('was hung up when the user hangs up', () => {
    const transferred = play(active, [NOW, asked('transfer')], [NOW + 500, taken]);
    expect(after(transferred, asked('hangup'), NOW + 1000)).to.match(/^destroyed normal > /);
  });
});
