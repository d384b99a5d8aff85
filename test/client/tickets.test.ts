import { expect } from 'chai';
import { Tickets } from '../../src/client/tickets.ts';
import { outcome } from '../support/outcome.ts';

const FAILED = { kind: 'failed', code: 'command-timeout', message: null, sdkCode: 44001 } as const;

describe('the promises of commands', () => {
  it('settle as the machine says', async () => {
    const tickets = new Tickets();
    const [done, overtaken, failed] = [tickets.issue('a'), tickets.issue('b'), tickets.issue('c')];
    expect(tickets.settle(done.ticket, { kind: 'done' })).to.equal(null);
    expect(tickets.settle(overtaken.ticket, { kind: 'overtaken' })).to.equal(null);
    const error = tickets.settle(failed.ticket, FAILED);
    expect(await Promise.all([done, overtaken, failed].map(({ promise }) => outcome(promise)))).to.deep.equal([
      'resolved',
      'AbortError',
      'command-timeout',
    ]);
    expect(error).to.include({ code: 'command-timeout', sdkCode: 44001, callId: 'c' });
    expect(error?.message, 'the general sentence of the code').to.match(/did not confirm in time/);
  });

  it('settle once', async () => {
    const tickets = new Tickets();
    const { ticket, promise } = tickets.issue('a');
    tickets.settle(ticket, { kind: 'done' });
    expect(tickets.settle(ticket, FAILED)).to.equal(null);
    expect(await outcome(promise)).to.equal('resolved');
  });

  it('are not those of commands that nobody gave', () => {
    expect(new Tickets().settle(7, FAILED)).to.equal(null);
  });
});
