import { expect } from 'chai';
import type { CallView } from '../support/harness/log.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { BROWSER, Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

/** What of a call must outlive a lost socket. */
const identity = ({ id, startedAt, answeredAt, direction, remoteNumber }: CallView) => ({
  id,
  startedAt,
  answeredAt,
  direction,
  remoteNumber,
});

describe('A call whose socket is closed for five seconds', function () {
  this.timeout(60_000);
  let stage: Stage;
  let agent: PhonePage;
  let customer: PhonePage;
  let call: CallView;
  let closedAt: number;
  let backAt: number;

  before(async () => {
    stage = await Stage.start();
    ({ agent, customer } = await stage.call('agent', 'customer'));
  });
  after(() => stage.end());

  it('has rung before it became active, on both sides', () => {
    expect(agent.callStates()).to.deep.equal(['new', 'ringing', 'active']);
    expect(customer.callStates()).to.deep.equal(['ringing', 'active']);
    expect(customer.events('telnyx-incoming-call')).to.have.length(1);
  });

  it('carries a voice both ways', async () => {
    for (const page of [agent, customer]) {
      await stage.truly(`${page.user} is heard by the gateway`, () => stage.leg(page.user).in.voice > 5);
      await stage.truly(`the gateway speaks to ${page.user}`, () => stage.leg(page.user).out.voice > 5);
      await page.until('sound has been decoded', async () => (await page.do('energy')) > 0.0005);
      const loudness = await page.do('loudness', 1_500);
      // Firefox has no running AudioContext on a machine without a sound device.
      if (BROWSER === 'chromium') expect(loudness, `loudness at ${page.user}`).to.be.greaterThan(0.01);
    }
  });

  it('stays active while the socket is gone, and its audio goes on', async () => {
    call = await agent.call();
    closedAt = Date.now();
    stage.gateway.fault({ fault: 'close', user: 'agent', forMs: 5_000 });
    await agent.connectionState('reconnecting', 1_000);
    await pause(4_500);
    const window = { since: closedAt + 300, until: closedAt + 4_300 };
    const { in: inbound, out: outbound } = stage.leg('agent', window);
    expect(inbound.packets, 'packets from the agent').to.be.greaterThan(150);
    expect(outbound.packets, 'packets to the agent').to.be.greaterThan(150);
    expect(agent.callStates().at(-1)).to.equal('active');
    expect(await agent.do('attributes')).to.have.nested.property('telnyx-phone.call-state', 'active');
  });

  it('comes back as the same call', async () => {
    await agent.connectionState('connected');
    backAt = (await agent.event('telnyx-reconnected', ({ detail }) => detail.scope === 'media')).at;
    await agent.callState('active');
    expect(agent.callStates()).to.deep.equal(['new', 'ringing', 'active', 'reconnecting', 'active']);
    expect(agent.connectionStates()).to.deep.equal(['connecting', 'connected', 'reconnecting', 'connected']);
    for (const tag of ['telnyx-phone', 'telnyx-call-status', 'telnyx-reconnect-banner']) {
      const connection = agent.attributeValues(tag, 'connection-state');
      expect(connection, tag).to.deep.equal(['idle', 'connecting', 'connected', 'reconnecting', 'connected']);
      expect(agent.attributeValues(tag, 'call-state'), tag).to.deep.equal(agent.callStates());
    }
    const after = await agent.call();
    expect(identity(after)).to.deep.equal(identity(call));
    expect(after).to.include({ recoveredCallId: call.id, micMuted: false, held: false, recoveries: 1 });
    expect((await agent.snapshot()).calls).to.have.length(1);
    expect(stage.leg('agent')).to.include({ id: call.id, state: 'active' });
    expect(customer.callStates(), 'the other side noticed nothing').to.deep.equal(['ringing', 'active']);
  });

  it('is silent for a moment only', async () => {
    await pause(1_000);
    const { in: inbound, out: outbound } = stage.leg('agent', { since: closedAt });
    expect(inbound.longestGapMs, 'gap from the agent').to.be.lessThan(2_000);
    expect(outbound.longestGapMs, 'gap to the agent').to.be.lessThan(2_000);
  });

  it('is said to be back only when it is', async () => {
    const { at } = await agent.until('the banner says so', () =>
      agent.banner().find(({ title }) => title === 'Back online'),
    );
    expect(at).to.be.at.least(backAt);
    expect(at).to.be.at.least(stage.leg('agent').reattachedAt.at(-1)!);
    const titles = agent.banner().map(({ title }) => title);
    expect(new Set(titles)).to.deep.equal(
      new Set(['', 'Connection lost', 'Reconnecting…', 'Bringing your call back…', 'Back online']),
    );
  });

  it('is timed without a jump', async () => {
    const { answeredAt } = await agent.call();
    const timer = agent
      .shown('telnyx-call-status')
      .flatMap(({ at, words }) => (words['timer'] ? [{ at, seconds: toSeconds(words['timer']) }] : []));
    timer.forEach(({ at, seconds }, index) => {
      const previous = timer[index - 1]?.seconds ?? 0;
      expect(seconds - previous, 'a step of the timer').to.be.within(0, 1);
      expect((at - answeredAt!) / 1000 - seconds, 'lag of the timer').to.be.within(-0.01, 1.5);
    });
    expect(timer.at(-1)!.seconds).to.be.greaterThan(6);
  });

  it('ends for both when one hangs up, as a normal end', async () => {
    await agent.press('Hang up');
    for (const page of [agent, customer]) {
      const { detail } = await page.callState('destroyed');
      expect(detail.snapshot.cause).to.equal('normal');
      expect((await page.do('attributes'))['telnyx-phone']).to.include({
        'call-state': 'destroyed',
        'call-cause': 'normal',
      });
    }
    await stage.truly('both legs have ended', () =>
      [agent, customer].every(({ user }) => stage.leg(user).state === 'destroyed'),
    );
    for (const page of [agent, customer]) {
      const tracks = await page.do('tracks');
      expect(
        tracks.every(({ readyState }) => readyState === 'ended'),
        `${page.user}'s microphone`,
      ).to.equal(true);
    }
  });

  it('is told of by each event exactly once', async () => {
    expect(agent.callStates()).to.deep.equal(['new', 'ringing', 'active', 'reconnecting', 'active', 'destroyed']);
    expect(customer.callStates()).to.deep.equal(['ringing', 'active', 'destroyed']);
    expect(agent.events('telnyx-call-recovered')).to.have.length(1);
    expect(agent.events('telnyx-reconnecting').map(({ detail }) => detail.scope)).to.deep.equal(['signaling', 'media']);
    expect(agent.events('telnyx-reconnected').map(({ detail }) => detail.scope)).to.deep.equal(['signaling', 'media']);
    expect(agent.events('telnyx-error')).to.deep.equal([]);
    for (const page of [agent, customer]) {
      await page.expectEachEventOnce();
      page.expectAttributesBeforeEvents();
    }
  });
});

function toSeconds(timer: string): number {
  return timer.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}
