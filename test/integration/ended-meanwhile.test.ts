import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

/** No track of the page's can carry a voice. */
async function expectMicrophoneOff(page: PhonePage): Promise<void> {
  const tracks = await page.do('tracks');
  expect(tracks, 'tracks that the page was given').not.to.be.empty;
  expect(
    tracks.filter(({ readyState }) => readyState === 'live'),
    `${page.user}: live tracks`,
  ).to.deep.equal([]);
}

/** The call that was hung up stays so for as long as a server that returns might bring it back. */
async function expectStaysEnded(page: PhonePage, id: string): Promise<void> {
  await pause(2_500);
  await page.refresh();
  const calls = page.events('telnyx-call-change').filter(({ detail }) => detail.snapshot.id === id);
  const endedAt = calls.findIndex(({ detail }) => detail.snapshot.state === 'destroyed');
  expect(calls.slice(endedAt + 1), 'events after the end').to.deep.equal([]);
  expect((await page.snapshot()).calls.map((call) => call.state)).to.deep.equal(['destroyed']);
  await expectMicrophoneOff(page);
}

async function expectHungUp(stage: Stage, page: PhonePage, other: PhonePage, id: string): Promise<void> {
  await stage.truly('the gateway got the bye', () =>
    stage.gateway.truth().byes.some((bye) => bye.leg === id && bye.from === 'client'),
  );
  expect(stage.leg(page.user)).to.include({ id, state: 'destroyed' });
  const { detail } = await other.callState('destroyed');
  expect(detail.snapshot.cause).to.equal('normal');
  await expectStaysEnded(page, id);
}

sideBySide('A call that is hung up while the connection is down', {
  'stays ended when the session returns, the gateway gets its bye, and the microphone is off': async (stage) => {
    const { agent, customer } = await stage.call('leaver', 'left');
    const { id } = await agent.call();
    stage.gateway.fault({ fault: 'close', user: 'leaver', forMs: 2_500 });
    await agent.connectionState('reconnecting');
    const pressedAt = Date.now();
    await agent.press('Hang up');
    const { at, detail } = await agent.callState('destroyed');
    expect(at - pressedAt).to.be.lessThan(1_000);
    expect(detail.snapshot.cause).to.equal('normal');
    await expectMicrophoneOff(agent);
    expect(stage.leg('leaver'), 'the gateway cannot know yet').to.include({ state: 'active' });
    await agent.connectionState('connected');
    await expectHungUp(stage, agent, customer, id);
  },

  'stays ended when it was the network that was gone': async (stage) => {
    const { agent, customer } = await stage.call('offline-leaver', 'offline-left');
    const { id } = await agent.call();
    await stage.goOffline(agent);
    await agent.connectionState('reconnecting');
    await agent.press('Hang up');
    await agent.callState('destroyed', 1_000);
    await expectMicrophoneOff(agent);
    await stage.goOnline(agent);
    await agent.connectionState('connected');
    await expectHungUp(stage, agent, customer, id);
  },

  'is ended at once even before the loss has been noticed': async (stage) => {
    const { agent, customer } = await stage.call('quick-leaver', 'quick-left');
    const { id } = await agent.call();
    stage.gateway.fault({ fault: 'black-hole', user: 'quick-leaver', connections: 'allow' });
    await agent.press('Hang up');
    await agent.callState('destroyed', 1_000);
    await expectMicrophoneOff(agent);
    stage.gateway.fault({ fault: 'close', user: 'quick-leaver' });
    await agent.connectionState('reconnecting');
    await agent.connectionState('connected');
    await expectHungUp(stage, agent, customer, id);
  },

  'is over at the server too when it was rejected before it was answered': async (stage) => {
    const [caller, callee] = await Promise.all([stage.open('rejected'), stage.open('rejecter')]);
    await caller.dial('rejecter');
    await callee.callState('ringing');
    stage.gateway.fault({ fault: 'close', user: 'rejecter', forMs: 1_500 });
    await callee.connectionState('reconnecting');
    await callee.press('Reject');
    const { detail } = await callee.callState('destroyed', 1_000);
    expect(detail.snapshot.cause).to.equal('rejected');
    await callee.connectionState('connected');
    await caller.callState('destroyed');
    expect(stage.leg('rejecter')).to.include({ state: 'destroyed', answered: false });
    expect((await callee.snapshot()).calls.map(({ state }) => state)).to.deep.equal(['destroyed']);
  },

  'has the microphone asked for by nobody, though a slow server brings it back': async (stage) => {
    const [caller, callee] = await Promise.all([stage.open('slowly-rejected'), stage.open('slow-rejecter')]);
    await caller.dial('slow-rejecter');
    await callee.callState('ringing');
    stage.gateway.fault({ fault: 'close', user: 'slow-rejecter', forMs: 1_500 });
    await callee.connectionState('reconnecting');
    await callee.press('Reject');
    await callee.callState('destroyed', 1_000);
    stage.gateway.fault({ fault: 'slow', user: 'slow-rejecter', ms: 1_500 });
    await stage.truly('the gateway got the bye', () => stage.leg('slow-rejecter').state === 'destroyed');
    await callee.connectionState('connected');
    expect(await callee.do('prompts'), 'how often the microphone was asked for').to.equal(0);
  },
});

sideBySide('A call that rings while the connection is lost', {
  'is not answered by itself when the server brings it back': async (stage) => {
    const [caller, callee] = await Promise.all([stage.open('ringing'), stage.open('rung')]);
    const { id } = await caller.dial('rung');
    await callee.callState('ringing');
    stage.gateway.fault({ fault: 'close', user: 'rung' });
    await callee.connectionState('reconnecting');
    await callee.connectionState('connected');
    const { detail } = await callee.callState('destroyed', 15_000);
    expect(detail.snapshot).to.include({ cause: 'error', answeredAt: null });
    await stage.truly('the leg has ended', () => stage.leg('rung').state === 'destroyed');
    expect(stage.leg('rung')).to.include({ answered: false, answeredAt: null });
    expect(callee.callStates()).to.deep.equal(['ringing', 'destroyed']);
    await caller.callState('destroyed');
    expect(caller.callStates(), 'the caller heard no answer').not.to.include('active');
    expect((await caller.call()).id).to.equal(id);
    await pause(1_500);
    expect((await callee.snapshot()).calls.map(({ state }) => state)).to.deep.equal(['destroyed']);
    const live = (await callee.do('tracks')).filter(({ readyState }) => readyState === 'live');
    expect(live, 'live tracks').to.deep.equal([]);
    await callee.expectEachEventOnce();
  },
});
