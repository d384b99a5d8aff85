import { expect } from 'chai';
import type { Stage } from '../support/harness/stage.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';
import { CONNECTED, ELSEWHERE, isQuiet, KEPT, Site, TALKING } from '../support/harness/site.ts';
import { pause, until } from '../support/harness/until.ts';

/** What of the bundle a page has fetched. */
const FETCHED = `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('/dist/'))`;

sideBySide('single-tab', {
  async 'lets one tab connect, and the other say where the phone is, without a connection'(stage: Stage) {
    const site = new Site(stage, 'two');
    const holder = await site.holder();
    const other = await site.waiting();
    const shown = await other.look<string>(`document.querySelector('telnyx-phone').shadowRoot.textContent`);
    expect(shown).to.include('The phone is open in another tab').and.to.include('Use it here');
    expect(await other.look(`document.querySelector('telnyx-phone').getAttribute('connection-reason')`)).to.equal(
      'elsewhere',
    );
    expect((await other.refresh()).errors()).to.deep.equal(['open-elsewhere']);
    expect(await other.do('sockets'), 'sockets of the other').to.equal(0);
    expect(await holder.run(CONNECTED)).to.equal(true);
    expect(await other.run(`client.dial('9196').catch(({ code }) => code)`)).to.equal('open-elsewhere');
    expect([site.logins(), site.sessions()]).to.deep.equal([1, ['attached']]);
  },

  async 'moves to the tab in which it is asked for, and back'(stage: Stage) {
    const site = new Site(stage, 'moves');
    const first = await site.holder();
    const second = await site.waiting();
    await site.use(second);
    await second.reached(CONNECTED);
    await first.reached(ELSEWHERE);
    await until('no socket is left', async () => (await first.do('left')).sockets === 0);
    expect([site.logins(), site.sessions()]).to.deep.equal([2, ['attached']]);
    stage.gateway.call('moves');
    await second.reached(`call?.state === 'ringing'`);
    expect(await first.run('client.calls.length')).to.equal(0);
    await second.run('call.reject()');
    await first.run('client.connect().then(() => null)');
    await second.reached(ELSEWHERE);
    expect([site.logins(), site.sessions()]).to.deep.equal([3, ['attached']]);
  },

  async 'goes at once to one of the others when its tab is closed, and only to one'(stage: Stage) {
    const site = new Site(stage, 'closed');
    const first = await site.holder();
    const others = [await site.waiting(), await site.waiting()];
    await stage.leave(first);
    const { heir, wait } = await Promise.any(others.map((page) => site.inherits(page)));
    expect(wait, 'milliseconds without the phone').to.be.lessThan(1000);
    await heir.reached(CONNECTED);
    await pause(700);
    const states = await Promise.all(others.map((page) => page.run<string>('client.snapshot.connection.state')));
    expect(states.toSorted()).to.deep.equal(['connected', 'disconnected']);
    expect(site.logins()).to.equal(2);
  },

  async 'is back in a tab that is reloaded'(stage: Stage) {
    const site = new Site(stage, 'reloads');
    const first = await site.holder();
    const second = await site.waiting();
    await first.page.reload();
    await first.reached(CONNECTED);
    await second.reached(ELSEWHERE);
    await until('one session is left', () => site.sessions().filter((state) => state === 'attached').length === 1);
    stage.gateway.call('reloads');
    await first.reached(`call?.state === 'ringing'`);
    await first.run('call.reject()');
  },

  async 'can be used in any tab when the one that used it is closed, where it connects only when used'(stage: Stage) {
    const site = new Site(stage, 'lazy');
    const attributes = { 'connect-mode': 'lazy' };
    const first = await site.open({ attributes });
    await site.talk(first);
    const second = await site.open({ attributes });
    expect(await second.run(`client.dial('9196').catch(({ code }) => code)`)).to.equal('open-elsewhere');
    await second.reached(ELSEWHERE);
    await first.run('call.hangup()');
    await stage.leave(first);
    await second.reached(`client.snapshot.connection.state === 'idle'`);
    await second.run(`client.dial('9196').then(() => null)`);
    await second.reached(`call?.state === 'active'`);
    expect(site.logins()).to.equal(2);
  },

  async 'says so where the browser has no locks, and connects'(stage: Stage) {
    const page = await new Site(stage, 'unlocked').holder({
      prepare: (opened) =>
        opened.evaluateOnNewDocument(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })),
    });
    const warnings = (await page.refresh()).events('telnyx-warning');
    expect(warnings.map(({ detail: { code } }) => code)).to.deep.equal(['unsupported-browser']);
  },

  async 'costs a page without the attribute nothing'(stage: Stage) {
    const pages = [await stage.open('plain'), await stage.open('plain')];
    for (const page of pages) {
      const fetched = await page.look<string[]>(FETCHED);
      expect(fetched.filter((name) => name.includes('single-tab-'))).to.deep.equal([]);
      expect(await page.run(CONNECTED)).to.equal(true);
    }
    const { held = [] } = await pages[0]!.look<LockManagerSnapshot>('navigator.locks.query()');
    expect(held.map(({ name }) => name).filter((name) => name?.includes(':phone'))).to.deep.equal([]);
  },
});

sideBySide('single-tab, in a call', {
  async 'takes the call along as it is, heard and speaking, and back'(stage: Stage) {
    const site = new Site(stage, 'talks');
    const first = await site.holder();
    const second = await site.waiting();
    await site.talk(first);
    const before = await first.run(KEPT);
    await site.use(second);
    await site.talks(second);
    expect(await second.run(KEPT)).to.deep.equal(before);
    expect(await first.run('[call.state, call.cause, client.snapshot.connection.reason]')).to.deep.equal([
      'destroyed',
      'replaced',
      'elsewhere',
    ]);
    await until('nothing of it is left', () => isQuiet(first));
    expect(site.leg()).to.include({ state: 'active', answered: true });
    await site.voice();
    expect(site.sessions()).to.deep.equal(['attached']);
    // And back again, where it is the same call anew.
    await site.use(first);
    await site.talks(first);
    expect(await first.run(KEPT)).to.deep.equal(before);
    await second.reached(`call?.cause === 'replaced'`);
    await site.voice();
    await first.run('call.hangup()');
    await until('the leg is over', () => site.leg().state === 'destroyed');
  },

  async 'lets no voice out of a call that is muted'(stage: Stage) {
    const site = new Site(stage, 'muted');
    const first = await site.holder();
    const second = await site.waiting();
    await site.talk(first);
    await first.run('call.mute()');
    const since = await site.hushed();
    await site.use(second);
    await site.talks(second, `${TALKING} && call.micMuted`);
    await until('packets arrive at the gateway', () => site.leg(since).in.packets > 50);
    expect(site.leg(since).in.voice, 'packets with voice').to.equal(0);
    await second.run('call.unmute()');
    await site.voice();
  },

  async 'keeps a call held, and silent'(stage: Stage) {
    const site = new Site(stage, 'held');
    const first = await site.holder();
    const second = await site.waiting();
    await site.talk(first);
    await first.run('call.hold()');
    const since = await site.hushed();
    await site.use(second);
    await site.talks(second, `call?.state === 'held' && call.mediaHealthy`);
    await pause(1000);
    expect(site.leg(since).in.voice, 'packets with voice').to.equal(0);
    expect(site.leg().held).to.equal(true);
    await second.run('call.unhold()');
    await site.voice();
  },

  async 'stays with a tab that is reloaded, call and all'(stage: Stage) {
    const site = new Site(stage, 'keeps');
    const attributes = { 'keep-call-on-reload': '' };
    const first = await site.holder({ attributes });
    const second = await site.waiting({ attributes });
    await site.talk(first);
    const before = await first.run(KEPT);
    await first.page.reload();
    await site.talks(first);
    expect(await first.run(KEPT)).to.deep.equal(before);
    await pause(3500);
    expect(await second.run(ELSEWHERE)).to.equal(true);
    expect(await second.do('sockets'), 'sockets of the other').to.equal(0);
    expect([site.logins(), await first.run('call.state')]).to.deep.equal([2, 'active']);
  },
});
