/**
 * What the SDK alone makes of a server that sends it away, loses its calls or does not register it. Each of these is
 * handled by this project; here is why it has to be.
 */
import { expect } from 'chai';
import { bareSdk } from '../support/harness/bare-sdk.ts';
import { pause } from '../support/harness/until.ts';

/** The SDK's own retries come within six seconds. */
const ITS_OWN_TIME = 7_000;

bareSdk('The bare SDK, whose server fails it,', {
  'ends its calls when it is punted, and never gets ready again, though the server has it registered': async (bare) => {
    const page = await bare.startReady('punted');
    const id = await bare.talk(page);
    bare.gateway.fault({ fault: 'punt', user: 'punted' });
    await bare.on(page, `bare.state('${id}') === 'destroy'`);
    expect(bare.leg(id).state, 'the call at the server').to.equal('active');
    await pause(ITS_OWN_TIME);
    expect(await page.evaluate('[bare.readies.length, bare.errors.length]')).to.deep.equal([1, 0]);
    await page.evaluate('bare.client.connect()');
    await bare.truly('it has logged in again', () => bare.logins('punted').length === 2);
    await pause(2_000);
    const session = bare.gateway.truth().sessions.findLast(({ user }) => user === 'punted');
    expect(session).to.include({ state: 'attached', registration: 'REGED' });
    expect(await page.evaluate('bare.readies.length')).to.equal(1);
  },

  'shows a call that is gone as active, where the server names another': async (bare) => {
    const page = await bare.startReady('partial');
    const kept = await bare.talk(page);
    const lost = await bare.talk(page, '9664');
    bare.gateway.fault({ fault: 'reattach', user: 'partial', list: 'partial' });
    bare.gateway.fault({ fault: 'close', user: 'partial' });
    await bare.truly('the one has been taken up again', () => bare.leg(kept).reattachedAt.length === 1);
    expect(bare.leg(lost).state).to.equal('destroyed');
    await pause(12_000);
    expect(await page.evaluate(`bare.state('${lost}')`)).to.equal('active');
    expect(await page.evaluate(`bare.microphoneLive('${lost}')`)).to.equal(true);
  },

  'shows a call that is gone as active for seconds, where the server names none at all': async (bare) => {
    const page = await bare.startReady('missing');
    const id = await bare.talk(page);
    bare.gateway.fault({ fault: 'reattach', user: 'missing' });
    bare.gateway.fault({ fault: 'close', user: 'missing' });
    await bare.on(page, 'bare.readies.length === 2');
    expect(bare.leg(id).state).to.equal('destroyed');
    // Until its media fail, and a restart of ICE is refused.
    await pause(3_500);
    expect(await page.evaluate(`bare.state('${id}')`)).to.equal('active');
  },

  'hangs up a call that can be heard when its gateway fails': async (bare) => {
    const page = await bare.startReady('failed');
    const id = await bare.talk(page);
    bare.gateway.fault({ fault: 'gateway-state', user: 'failed', state: 'FAILED' });
    await bare.on(page, `bare.state('${id}') === 'destroy'`, ITS_OWN_TIME);
    await bare.truly('by a bye of its own', () => bare.leg(id).state === 'destroyed');
    const bye = bare.gateway.truth().byes.find(({ leg }) => leg === id);
    expect(bye).to.include({ from: 'client' });
  },

  'gives up after five answers that it is not registered, and stays connected for nothing': async (bare) => {
    bare.gateway.fault({ fault: 'registration', user: 'unregistered', state: 'UNREGED', forMs: 120_000 });
    const page = await bare.start('unregistered');
    await bare.on(page, 'bare.errors.includes(46001)', 40_000);
    bare.gateway.fault({ fault: 'restore', user: 'unregistered' });
    await pause(ITS_OWN_TIME);
    expect(await page.evaluate('[bare.readies.length, bare.client.connection.connected]')).to.deep.equal([0, true]);
    expect(bare.logins('unregistered')).to.have.length(1);
  },

  'says nothing when its registration expires': async (bare) => {
    const page = await bare.startReady('expired');
    bare.gateway.fault({ fault: 'gateway-state', user: 'expired', state: 'EXPIRED' });
    await pause(ITS_OWN_TIME);
    const session = bare.gateway.truth().sessions.findLast(({ user }) => user === 'expired');
    expect(session).to.include({ state: 'attached', registration: 'EXPIRED' });
    expect(await page.evaluate('[bare.errors.length, bare.client.connection.connected]')).to.deep.equal([0, true]);
  },

  'waits for ever for the answer to a login': async (bare) => {
    const page = await bare.startReady('slow');
    bare.gateway.fault({ fault: 'black-hole', user: 'slow', connections: 'open' });
    bare.gateway.fault({ fault: 'close', user: 'slow' });
    await bare.truly('it has connected again', () => bare.connects('slow').length === 2);
    await pause(20_000);
    expect(bare.connects('slow')).to.have.length(2);
    expect(await page.evaluate('[bare.readies.length, bare.errors.includes(46001)]')).to.deep.equal([1, false]);
  },

  'leaves a rejection to nobody when its socket is replaced while the answer to a ping is on its way': async (bare) => {
    const page = await bare.startReady('owed');
    bare.gateway.fault({ fault: 'slow', ms: 5_000, user: 'owed' });
    await bare.on(page, `bare.sent.includes('telnyx_rtc.ping')`, 30_000);
    await page.evaluate('bare.client.socketDisconnect()');
    await bare.on(page, 'bare.unhandled.length > 0');
    expect(await page.evaluate('bare.unhandled')).to.deep.equal(['StaleRequestError']);
  },
});
