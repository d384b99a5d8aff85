import { expect } from 'chai';
import type { CDPSession } from 'puppeteer-core';
import { sideBySide } from '../support/harness/side-by-side.ts';
import { pause, until } from '../support/harness/until.ts';
import type { PhonePage } from '../support/harness/phone-page.ts';
import type { Left } from '../support/harness/watched-page.ts';
import { BROWSER } from '../support/harness/stage.ts';

/** What the SDK puts on a page for each of its instances, and never takes away; a page has one instance. */
const OF_THE_SDK = ['document visibilitychange', 'window beforeunload'];
const NOTHING: Left = { timers: 0, listeners: [], sockets: 0, peers: 0, microphones: 0, audio: 0 };
const ELEMENTS = ['telnyx-phone', 'telnyx-call-status', 'telnyx-reconnect-banner', 'telnyx-client'];
const ALL = ELEMENTS.map((tag) => `<${tag}></${tag}>`).join('');

/** Waits until what is left is this, and says what it is if it never is. */
async function expectLeft(page: PhonePage, expected: Left, within = 10_000): Promise<void> {
  const deadline = Date.now() + within;
  let left = await page.do('left');
  while (JSON.stringify(left) !== JSON.stringify(expected) && Date.now() < deadline) {
    await pause(20);
    left = await page.do('left');
  }
  expect(left).to.deep.equal(expected);
}

sideBySide('elements that are removed', {
  'leave nothing behind, when nobody has used them': async (stage) => {
    const page = await stage.open('idle', { markup: stage.phone('idle', { 'connect-mode': 'lazy' }), connect: false });
    await page.reached(`document.querySelector('telnyx-phone').hasAttribute('connection-state')`);
    expect(await page.look('harness.sockets() + harness.prompts()')).to.equal(0);
    await page.run(`document.querySelector('telnyx-phone').remove()`);
    await expectLeft(page, NOTHING);
  },

  'leave nothing behind after a call, beyond what the SDK leaves': async (stage) => {
    const page = await stage.open('used', { markup: stage.phone('used') + ALL });
    // As Firefox does with a page that has not the focus.
    await page.run(`(() => {
      const list = navigator.mediaDevices.enumerateDevices;
      const focus = new Promise((resolve) => (globalThis.focusPage = resolve));
      navigator.mediaDevices.enumerateDevices = function () { return focus.then(() => list.call(this)); };
    })()`);
    await page.run(`client.dial('9196').then(() => null)`);
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    expect(await page.do('left')).to.deep.include({ sockets: 1, peers: 1, microphones: 1, audio: 1 });
    await page.run('call.hangup()');
    await until('the server was told', () => stage.gateway.truth().byes.some(({ user }) => user === 'used'));
    await page.run('focusPage()');
    await page.run(`document.querySelectorAll(${JSON.stringify(ELEMENTS.join())}).forEach((each) => each.remove())`);
    await expectLeft(page, { ...NOTHING, listeners: OF_THE_SDK }, 15_000);
    expect(await page.run('client.snapshot.connection.state')).to.equal('idle');
    await until('the socket is closed', () =>
      stage.gateway
        .truth()
        .connects.filter(({ user }) => user === 'used')
        .every(({ closedAt }) => closedAt !== null),
    );
  },

  'let a live call go on, and end when it has': async (stage) => {
    const page = await stage.open('talking', { markup: stage.phone('talking') });
    await page.run(`client.dial('9196').then(() => null)`);
    await page.reached(`call?.state === 'active' && call.mediaHealthy`);
    await page.run(`document.querySelector('telnyx-phone').remove()`);
    const removedAt = Date.now();
    // Longer than the connection outlives its last element.
    await until('six seconds have passed', () => Date.now() - removedAt > 6000);
    expect(await page.run('call.state')).to.equal('active');
    expect(stage.gateway.truth().legs.find(({ user }) => user === 'talking')?.state).to.equal('active');
    await page.run('call.hangup()');
    await expectLeft(page, { ...NOTHING, listeners: OF_THE_SDK }, 15_000);
  },

  'fifty times over leave no more than once': async (stage) => {
    const page = await stage.open('mounted', { markup: '<div id="place"></div>', connect: false });
    const cycles = (count: number): Promise<unknown> =>
      page.run(`(async () => {
        const place = document.querySelector('#place');
        client.configure({ connectMode: 'lazy' });
        for (let cycle = 0; cycle < ${count}; cycle += 1) {
          place.innerHTML = ${JSON.stringify(ALL)};
          await Promise.all([...place.children].map((each) => each.updateComplete));
          place.replaceChildren();
          await new Promise((resolve) => setTimeout(resolve));
        }
      })()`);
    await cycles(5);
    await expectLeft(page, NOTHING);
    const before = await domCounters(page);
    await cycles(50);
    await expectLeft(page, NOTHING);
    const after = await domCounters(page);
    for (const [name, count] of Object.entries(after ?? {})) {
      // The browser keeps a few of its own, now and then; fifty would show.
      expect(count - (before?.[name] ?? 0), `${name} more than before`).to.be.lessThan(15);
    }
  },

  'and mounted again connect again, on the same instance of the SDK': async (stage) => {
    const page = await stage.open('again', { markup: stage.phone('again') });
    const listeners = (): Promise<number> => pageListeners(page);
    // What writes the calls down is the last to come.
    await page.until('all of it is there', async () => (await page.do('left')).listeners.includes('window storage'));
    const connected = (await page.do('left')).listeners;
    const counted = await listeners();
    await page.run(`(globalThis.phone = document.querySelector('telnyx-phone')).remove()`);
    await expectLeft(page, { ...NOTHING, listeners: OF_THE_SDK }, 15_000);
    await page.run('document.body.append(phone)');
    await page.reached(`client.snapshot.connection.state === 'connected'`);
    expect((await page.do('left')).listeners).to.deep.equal(connected);
    expect(await listeners(), 'as the browser counts them').to.equal(counted);
    expect(stage.gateway.truth().connects.filter(({ user }) => user === 'again')).to.have.length(2);
  },
});

/** What Chromium itself says there is, after its garbage is collected; null where no protocol tells. */
async function domCounters(page: PhonePage): Promise<Record<string, number> | null> {
  if (BROWSER !== 'chromium') return null;
  return withProtocol(page, async (protocol) => {
    await protocol.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await protocol.send('Memory.getDOMCounters');
    return { nodes, jsEventListeners };
  });
}

/** How many listeners Chromium finds on the window and the document; 0 where no protocol tells. */
async function pageListeners(page: PhonePage): Promise<number> {
  if (BROWSER !== 'chromium') return 0;
  return withProtocol(page, async (protocol) => {
    let count = 0;
    for (const expression of ['window', 'document']) {
      const { result } = await protocol.send('Runtime.evaluate', { expression });
      const { listeners } = await protocol.send('DOMDebugger.getEventListeners', { objectId: result.objectId! });
      count += listeners.length;
    }
    return count;
  });
}

async function withProtocol<T>(page: PhonePage, use: (protocol: CDPSession) => Promise<T>): Promise<T> {
  const protocol = await page.page.createCDPSession();
  try {
    return await use(protocol);
  } finally {
    await protocol.detach();
  }
}
