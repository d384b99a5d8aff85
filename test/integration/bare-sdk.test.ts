/**
 * The SDK alone, in real browsers, against the gateway: it makes calls with audio, and it shows the weaknesses that this
 * project exists to handle. A gateway on which it behaved would be too kind to test anything against.
 */
import { expect } from 'chai';
import { bareSdk } from '../support/harness/bare-sdk.ts';
import { pause } from '../support/harness/until.ts';

bareSdk('The bare SDK', {
  'calls the echo, with RTP both ways': async (bare) => {
    const page = await bare.startReady('echo-caller');
    const id = await bare.dial(page, '9196');
    await bare.callState(page, 'active');
    const since = Date.now();
    await pause(2_000);
    const { in: inbound, out: outbound, peer } = bare.legOf('echo-caller', { since });
    expect(peer).to.equal('connected');
    expect(inbound.packets).to.be.greaterThan(50);
    expect(outbound.packets).to.be.greaterThan(50);
    expect(inbound.voice, 'the synthetic microphone is heard').to.be.greaterThan(5);
    const rtp = (await page.evaluate(`bare.rtp('${id}')`)) as { received: number; sent: number; codec: string };
    expect(rtp.received).to.be.greaterThan(50);
    expect(rtp.sent).to.be.greaterThan(50);
    expect(rtp.codec).to.equal('audio/PCMU');
    await page.evaluate(`bare.call('${id}').hangup()`);
    await bare.truly('the bye has come', () => bare.legOf('echo-caller').state === 'destroyed');
  },

  'hears the tone': async (bare) => {
    const page = await bare.startReady('tone-caller');
    const id = await bare.dial(page, '9664');
    await bare.callState(page, 'active');
    await pause(1_500);
    const rtp = (await page.evaluate(`bare.rtp('${id}')`)) as { energy: number };
    expect(rtp.energy, 'energy of the decoded audio').to.be.greaterThan(0.02);
    const { out } = bare.legOf('tone-caller');
    expect(out.voice).to.equal(out.packets);
  },

  'calls another user, who answers, and audio crosses': async (bare) => {
    const [agent, customer] = [await bare.startReady('agent'), await bare.startReady('customer')];
    await bare.dial(agent, 'customer');
    await bare.callState(customer, 'ringing');
    expect(bare.legOf('agent').state).to.equal('ringing');
    await customer.evaluate('bare.call().answer()');
    await bare.callState(customer, 'active');
    await bare.callState(agent, 'active');
    await pause(500);
    const since = Date.now();
    await pause(2_500);
    for (const user of ['agent', 'customer']) {
      const { in: inbound, out: outbound } = bare.legOf(user, { since });
      expect(inbound.voice, `voice from ${user}`).to.be.greaterThan(5);
      expect(outbound.voice, `voice to ${user}`).to.be.greaterThan(5);
    }
    await customer.evaluate('bare.call().hangup()');
    await bare.callState(agent, 'destroy');
  },

  'restarts ICE, holds, and sends digits': async (bare) => {
    const page = await bare.startReady('modifier');
    await bare.dial(page, '9196');
    await bare.callState(page, 'active');
    await bare.on(page, `bare.call().peer.instance.connectionState === 'connected'`);
    const ufrag = `/a=ice-ufrag:(.*)/.exec(bare.call().peer.instance.currentRemoteDescription.sdp)[1]`;
    const before = (await page.evaluate(ufrag)) as string;
    await page.evaluate('bare.call().peer.restartIce()');
    await bare.on(page, `${ufrag} !== '${before}' && !bare.call().peer.isIceRestarting`);
    await bare.on(page, `bare.call().peer.instance.iceConnectionState === 'connected'`);
    const since = Date.now();
    await pause(1_000);
    expect(bare.legOf('modifier', { since }).in.packets, 'after the ICE restart').to.be.greaterThan(25);
    expect(bare.legOf('modifier', { since }).out.packets, 'after the ICE restart').to.be.greaterThan(25);
    await page.evaluate('bare.call().hold()');
    expect(bare.legOf('modifier').state).to.equal('held');
    await page.evaluate('bare.call().unhold()');
    expect(bare.legOf('modifier').state).to.equal('active');
    await page.evaluate(`bare.call().dtmf('4'); bare.call().dtmf('#')`);
    await bare.truly('the digits have come', () => bare.legOf('modifier').dtmf === '4#');
  },

  'keeps its call, and its audio while the socket is gone': async (bare) => {
    const page = await bare.startReady('survivor');
    const id = await bare.dial(page, '9196');
    await bare.callState(page, 'active');
    await bare.on(page, `bare.call().peer.instance.connectionState === 'connected'`);
    const since = Date.now();
    bare.gateway.fault({ fault: 'close', user: 'survivor', forMs: 2_500 });
    await pause(2_400);
    expect(bare.legOf('survivor', { since }).in.packets, 'packets without a socket').to.be.greaterThan(90);
    await bare.truly('the call has been taken up again', () => bare.legOf('survivor').reattachedAt.length === 1);
    await bare.on(page, `bare.state('${id}') === 'active'`);
    await pause(1_000);
    const { in: inbound, state } = bare.legOf('survivor', { since });
    expect(state).to.equal('active');
    expect(inbound.longestGapMs, 'gap of the re-attach').to.be.lessThan(1_500);
  },

  'sends voice while its call is held': async (bare) => {
    const page = await bare.startReady('holder');
    await bare.dial(page, '9196');
    await bare.callState(page, 'active');
    await page.evaluate('bare.call().hold()');
    const since = Date.now();
    await pause(2_500);
    expect(bare.legOf('holder', { since }).in.voice).to.be.greaterThan(5);
  },

  'storms with logins when its token has expired': async (bare) => {
    bare.gateway.fault({ fault: 'expire-tokens', user: 'stormer' });
    const page = await bare.start('stormer', -60);
    const logins = (): number => bare.logins('stormer').length;
    await bare.truly('a hundred logins with one token', () => logins() >= 100);
    expect(bare.gateway.truth().logins.every(({ user, code }) => user !== 'stormer' || code === -32000)).to.equal(true);
    expect(await page.evaluate('bare.readies.length')).to.equal(0);
  },

  'brings back a call that was hung up while the socket was down: the zombie': async (bare) => {
    const page = await bare.startReady('zombie');
    const id = await bare.dial(page, '9196');
    await bare.callState(page, 'active');
    bare.gateway.fault({ fault: 'close', user: 'zombie', forMs: 1_500 });
    await pause(500);
    // Awaited would be too late: it settles only when the bye times out.
    await page.evaluate(`void bare.call('${id}').hangup()`);
    await bare.truly('the call has been taken up again', () => bare.legOf('zombie').reattachedAt.length === 1);
    await bare.callState(page, 'active');
    await pause(1_000);
    expect(bare.legOf('zombie').state).to.equal('active');
    expect(await page.evaluate(`bare.microphoneLive('${id}')`), 'microphone').to.equal(true);
  },

  'answers a ringing call by itself when it is re-attached': async (bare) => {
    const [caller, callee] = [await bare.startReady('ring-caller'), await bare.startReady('ring-callee')];
    await bare.dial(caller, 'ring-callee');
    await bare.callState(callee, 'ringing');
    bare.gateway.fault({ fault: 'close', user: 'ring-callee' });
    await bare.truly('nobody answered, yet the call is answered', () => bare.legOf('ring-callee').answered);
    await bare.callState(caller, 'active');
  },

  'comes back late: it waits out its delay though the browser says that it is online': async (bare) => {
    const page = await bare.startReady('late');
    bare.gateway.fault({ fault: 'close', user: 'late' });
    bare.gateway.fault({ fault: 'refuse', user: 'late' });
    const refused = (): number =>
      bare.gateway.truth().connects.filter(({ user, outcome }) => user === 'late' && outcome === 'refused').length;
    await bare.truly('three attempts have failed', () => refused() === 3, 15_000);
    bare.gateway.fault({ fault: 'restore', user: 'late' });
    const back = Date.now();
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await bare.on(page, 'bare.readies.length === 2', 20_000);
    expect(Date.now() - back).to.be.greaterThan(4_000);
  },

  'ends calls as the far end says: busy, rejected, unknown': async (bare) => {
    const page = await bare.startReady('ends');
    for (const [number, cause, sipCode] of [
      ['9001', 'USER_BUSY', 486],
      ['9002', 'CALL_REJECTED', 603],
      ['nobody', 'UNALLOCATED_NUMBER', 404],
    ] as const) {
      const id = await bare.dial(page, number);
      await bare.on(page, `bare.state('${id}') === 'destroy'`);
      expect(await page.evaluate(`bare.call('${id}').cause`)).to.equal(cause);
      expect(await page.evaluate(`bare.call('${id}').sipCode`)).to.equal(sipCode);
    }
  },
});
