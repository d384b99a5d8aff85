/** A call from its beginning to each of its ends, as the documents describe it. */
import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';

/** What the page's global object has, as far as it is used here. */
interface Page {
  harness: { client: { dial(destination: string, options: object): Promise<unknown> } };
  RTCRtpReceiver: { getCapabilities(kind: 'audio'): { codecs: { mimeType: string }[] } };
}

async function expectEnd(page: PhonePage, cause: string): Promise<void> {
  const { detail } = await page.callState('destroyed');
  expect(detail.snapshot.cause).to.equal(cause);
  expect((await page.do('attributes'))['telnyx-phone']).to.include({ 'call-state': 'destroyed', 'call-cause': cause });
}

sideBySide('A call ends', {
  'as originatorCancel when the caller hangs up while it rings': async (stage) => {
    const page = await stage.open('cancels');
    await page.dial('9003');
    await page.callState('ringing');
    await page.press('Hang up');
    await expectEnd(page, 'originatorCancel');
    await stage.truly('the gateway knows', () => stage.leg('cancels').state === 'destroyed');
  },

  'as timeOut when nobody answers': async (stage) => {
    const page = await stage.open('waits');
    await page.dial('9007');
    await expectEnd(page, 'timeOut');
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'destroyed']);
  },

  'as rejected, on both sides, when the callee rejects it': async (stage) => {
    const [caller, callee] = await Promise.all([
      stage.open('calls', { origin: stage.gateway.url }),
      stage.open('rejects'),
    ]);
    await caller.dial('rejects');
    await callee.callState('ringing');
    await callee.press('Reject');
    await Promise.all([expectEnd(callee, 'rejected'), expectEnd(caller, 'rejected')]);
    expect(callee.callStates()).to.deep.equal(['ringing', 'destroyed']);
  },

  'as replaced when it is transferred': async (stage) => {
    const page = await stage.open('transferred');
    await page.dial('9006');
    await page.callState('active');
    await expectEnd(page, 'replaced');
  },

  'as error when the server has lost it': async (stage) => {
    const page = await stage.open('loses');
    await page.dial('9196');
    await page.callState('active');
    stage.gateway.fault({ fault: 'forget-session', user: 'loses' });
    await expectEnd(page, 'error');
    await page.until('the banner offers to call again', () =>
      page.shown('telnyx-reconnect-banner').some(({ words }) => words['notice-action'] === 'Call again'),
    );
  },

  'once and for all, and leaves nothing behind': async (stage) => {
    const page = await stage.open('ends');
    await page.dial('9196');
    await page.callState('active');
    expect(await page.do('sounds')).to.have.length(1);
    await page.press('Hang up');
    await page.callState('destroyed');
    expect(await page.do('sounds')).to.deep.equal([]);
    await page.until('its peer is closed', async () =>
      (await page.do('peers')).every(({ connectionState }) => connectionState === 'closed'),
    );
    expect((await page.do('tracks')).map(({ readyState }) => readyState)).to.not.include('live');
    for (const command of ['hangup', 'hold', 'unhold', 'answer', 'sendDigits']) {
      expect(await page.command(command, '1'), command).to.have.property('settled');
    }
    await page.refresh();
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active', 'destroyed']);
  },
});

sideBySide('A call is made', {
  'with the codecs in the order that was asked for': async (stage) => {
    const page = await stage.open('prefers');
    let calls = 0;
    const offered = async (...preferred: string[]): Promise<string[]> => {
      calls += 1;
      await page.page.evaluate(async (mimeTypes) => {
        const { harness, RTCRtpReceiver } = globalThis as unknown as Page;
        const { codecs } = RTCRtpReceiver.getCapabilities('audio');
        const preferredCodecs = mimeTypes.flatMap((mimeType) => codecs.filter((codec) => codec.mimeType === mimeType));
        await harness.client.dial('9196', { preferredCodecs });
      }, preferred);
      await page.callState('active');
      await stage.truly('audio crosses', () => stage.leg('prefers').in.packets > 0);
      const { local } = (await page.connectedPeers(calls)).at(-1)!;
      await page.must('hangup');
      await page.callState('destroyed');
      const payloads = /^m=audio \d+ \S+ (.+)$/m.exec(local)?.[1]?.trim().split(' ') ?? [];
      return payloads.map((payload) => new RegExp(`^a=rtpmap:${payload} (\\S+?)/`, 'm').exec(local)?.[1] ?? '');
    };
    expect((await offered('audio/PCMA', 'audio/PCMU')).slice(0, 2)).to.deep.equal(['PCMA', 'PCMU']);
    expect((await offered('audio/PCMU', 'audio/PCMA')).slice(0, 2)).to.deep.equal(['PCMU', 'PCMA']);
  },

  'encrypted before the first packet, and played by an element of its own': async (stage) => {
    const page = await stage.open('encrypts');
    await page.dial('9664');
    await page.callState('active');
    await stage.truly('audio crosses', () => stage.leg('encrypts').in.packets > 10);
    const [peer] = await page.connectedPeers();
    for (const sdp of [peer!.local, peer!.remote]) {
      expect(sdp).to.match(/^m=audio \d+ UDP\/TLS\/RTP\/SAVPF /m);
      expect(sdp).to.match(/^a=fingerprint:sha-256 /m);
    }
    expect(peer!.connectionState, 'ICE and DTLS').to.equal('connected');
    const { encryptedAt, in: inbound } = stage.leg('encrypts');
    expect(inbound.firstAt! - encryptedAt!, 'first packet, from the handshake on').to.be.at.least(0);
    expect(await page.do('sounds')).to.deep.equal([{ volume: 1, paused: false, live: true }]);
  },

  'with the audio of the network while it rings': async (stage) => {
    const page = await stage.open('hears');
    await page.dial('9004');
    await stage.truly('early media', () => stage.leg('hears').out.packets > 25);
    await page.until('it is decoded', async () => (await page.do('energy')) > 0.0005);
    await page.callState('active');
    expect(page.callStates()).to.deep.equal(['new', 'ringing', 'active']);
    const heard = page.events('telnyx-call-change').find(({ detail }) => detail.snapshot.earlyMedia);
    expect(heard?.detail.snapshot.state, 'when it was first heard').to.equal('ringing');
  },

  'without a word on the console': async (stage) => {
    const page = await stage.open('quiet', { connect: false });
    const said: string[] = [];
    page.page.on('console', (message) => said.push(message.text()));
    await page.connectionState('connected');
    await page.dial('9196');
    await page.callState('active');
    await page.must('hold');
    await page.must('hangup');
    await page.callState('destroyed');
    expect(said).to.deep.equal([]);
  },

  'and answered once, however often that is asked for': async (stage) => {
    const page = await stage.open('answers');
    stage.gateway.call('answers', { number: '+15550001111', name: 'Ada Byron' });
    await page.event('telnyx-incoming-call', ({ detail }) => detail.call.remoteNumber === '+15550001111');
    const twice = await Promise.all([page.command('answer'), page.command('answer')]);
    expect(twice.map(({ settled }) => settled)).to.include('done');
    await page.callState('active');
    expect(page.callStates()).to.deep.equal(['ringing', 'active']);
    expect(page.errors()).to.deep.equal([]);
    expect(stage.gateway.truth().errors, 'messages that the gateway refused').to.deep.equal([]);
  },
});

sideBySide('A call on hold', {
  'is dimmed here, quiet there, and both ways again after it': async (stage) => {
    const { agent, customer } = await stage.call('holds', 'is-held');
    await stage.truly('audio crosses', () => stage.leg('is-held').out.voice > 10);
    await agent.must('hold');
    await agent.callState('held');
    expect(agent.callStates().slice(-2)).to.deep.equal(['active', 'held']);
    expect(stage.leg('holds').state).to.equal('held');
    expect((await agent.do('sounds')).map(({ volume }) => volume)).to.deep.equal([0.25]);
    const since = Date.now() + 600;
    await pause(2_600);
    const { out } = stage.leg('is-held', { since });
    expect(out.voice, 'voice to who is held').to.equal(0);
    expect(out.packets, 'packets to who is held: the line is fine').to.be.greaterThan(50);
    // Nothing on the wire tells the other side; its phone shows what it knows: a call with audio that flows.
    expect(await customer.call()).to.include({ state: 'active', remoteMedia: 'flowing' });
    await agent.must('unhold');
    const resumed = Date.now();
    await stage.truly('voice both ways', () =>
      ['holds', 'is-held'].every((user) => stage.leg(user, { since: resumed }).out.voice > 5),
    );
    expect((await agent.do('sounds')).map(({ volume }) => volume)).to.deep.equal([1]);
  },
});

sideBySide('A call that is taken up again', {
  'has new keys, and is the same call': async (stage) => {
    const page = await stage.open('rekeys');
    const { id } = await page.dial('9664');
    await page.callState('active');
    stage.gateway.fault({ fault: 'close', user: 'rekeys' });
    await page.until('it is back', async () => (await page.call()).recoveries === 1);
    await page.callState('active');
    const fingerprints = (await page.connectedPeers(2)).map(({ local }) => /^a=fingerprint:(.+)$/m.exec(local)?.[1]);
    expect(fingerprints).to.have.length(2);
    expect(new Set(fingerprints).size, 'fingerprints that the page has had').to.equal(2);
    expect(await page.call()).to.include({ id, state: 'active', recoveredCallId: id });
    const { detail } = await page.event('telnyx-call-recovered');
    expect(detail).to.include({ recoveredCallId: id });
  },
});

const sessions = (stage: Stage, name: string): number =>
  new Set(
    stage.gateway
      .truth()
      .sessions.filter(({ user }) => user === name)
      .map(({ id }) => id),
  ).size;

/** No login and no connect for longer than any wait of the SDK's or ours. */
async function expectNothingMore(stage: Stage, page: PhonePage): Promise<void> {
  const since = Date.now();
  await pause(4_000);
  expect(stage.connects(page.user, since)).to.deep.equal([]);
  expect((await page.snapshot()).connection).to.include({ state: 'disconnected', reason: 'user' });
}

sideBySide('A phone that its user disconnects', {
  'stays so, and connects again when it is asked to': async (stage) => {
    const page = await stage.open('leaves');
    expect(await page.client('disconnect')).to.include({ settled: 'done' });
    await expectNothingMore(stage, page);
    expect(await page.client('connect')).to.include({ settled: 'done' });
    await page.dial('9196');
    await page.callState('active');
  },

  'during an outage does not come back with the network': async (stage) => {
    const page = await stage.open('leaves-outage');
    stage.gateway.fault({ fault: 'close', user: 'leaves-outage', forMs: 1_500 });
    await page.connectionState('reconnecting');
    expect(await page.client('disconnect')).to.include({ settled: 'done' });
    await expectNothingMore(stage, page);
  },

  'and has it forget, starts a session of its own next time': async (stage) => {
    const page = await stage.open('forgets');
    expect(await page.client('disconnect', { forget: true })).to.include({ settled: 'done' });
    await expectNothingMore(stage, page);
    expect(await page.client('connect')).to.include({ settled: 'done' });
    expect(sessions(stage, 'forgets'), 'sessions').to.equal(2);
  },

  'and has it forget while it closes, or after a reload, before it connects, all the same': async (stage) => {
    const page = await stage.open('forgets-late', { attributes: { 'connect-mode': 'manual' }, connect: false });
    expect(await page.client('connect')).to.include({ settled: 'done' });
    await page.run('(void client.disconnect(), client.disconnect({ forget: true }))');
    expect(await page.client('connect')).to.include({ settled: 'done' });
    expect(sessions(stage, 'forgets-late'), 'sessions').to.equal(2);
    await page.page.reload();
    await page.until('it is there again', () => page.look<boolean>('harness.ready'));
    expect(await page.client('disconnect', { forget: true })).to.include({ settled: 'done' });
    expect(await page.client('connect')).to.include({ settled: 'done' });
    expect(sessions(stage, 'forgets-late'), 'sessions').to.equal(3);
  },
});
