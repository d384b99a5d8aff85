/** A blind transfer through the page's own backend: here the gateway, asked over HTTP as a backend asks Call Control. */
import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import { sideBySide } from '../support/harness/side-by-side.ts';

/** What the page's script does once; `fails`: its backend refuses. */
const handler = (page: PhonePage, fails = false): Promise<unknown> =>
  page.run(`(client.transferHandler = async ({ telnyxCallControlId }, destination, consultation) => {
    const query = new URLSearchParams({ call: ${fails} ? 'nonsense' : telnyxCallControlId, to: destination });
    if (consultation) query.set('with', consultation.telnyxCallControlId);
    const response = await fetch('/transfer?' + query, { method: 'POST' });
    if (!response.ok) throw new Error('The backend could not transfer the call.');
  }, null)`);

/** Types into the element's field for the number. */
const enter = (page: PhonePage, tag: string, number: string): Promise<void> =>
  page.run(`(() => {
    const input = document.querySelector('${tag}').shadowRoot.querySelector('form.transfer input');
    input.value = '${number}';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  })()`);

sideBySide('A call is transferred', {
  'from the phone to a third: the other side goes on there, and the cause here is replaced': async (stage) => {
    const { agent, customer } = await stage.call('transfers', 'transferee');
    const third = await stage.open('third');
    await handler(agent);
    await agent.until('it is offered', async () => agent.do('offers', 'telnyx-phone', 'Transfer'));
    await agent.press('Transfer');
    await enter(agent, 'telnyx-phone', 'third');
    await agent.press('Transfer');

    const { detail } = await agent.callState('destroyed');
    expect(detail.snapshot.cause).to.equal('replaced');
    expect((await agent.do('attributes'))['telnyx-phone']).to.include({ 'call-cause': 'replaced' });
    await third.callState('ringing');
    await third.press('Answer');
    await third.callState('active');
    const since = Date.now();
    await stage.truly('the two hear each other', () =>
      ['transferee', 'third'].every((user) => {
        const leg = stage.leg(user, { since });
        return leg.in.voice > 10 && leg.out.packets > 10;
      }),
    );
    expect((await customer.call()).state).to.equal('active');
  },

  'from the controls alone, to a number': async (stage) => {
    const [agent, customer] = await Promise.all([
      stage.open('controller', {
        origin: stage.gateway.url,
        markup:
          stage.phone('controller').replaceAll('telnyx-phone', 'telnyx-client') +
          '<telnyx-call-controls></telnyx-call-controls>',
      }),
      stage.open('controlled'),
    ]);
    await handler(agent);
    await agent.dial('controlled');
    await customer.callState('ringing');
    await customer.press('Answer');
    await agent.callState('active');
    await agent.until('it is offered', async () => agent.do('offers', 'telnyx-call-controls', 'Transfer'));
    await agent.press('Transfer', 'telnyx-call-controls');
    await enter(agent, 'telnyx-call-controls', '9664');
    await agent.press('Transfer', 'telnyx-call-controls');
    const { detail } = await agent.callState('destroyed');
    expect(detail.snapshot.cause).to.equal('replaced');
    const since = Date.now();
    await stage.truly('the customer hears the tone', () => stage.leg('controlled', { since }).out.packets > 25);
    expect((await customer.call()).state).to.equal('active');
  },

  'to somebody who was asked first: the two are joined, and both calls were replaced': async (stage) => {
    const { agent, customer } = await stage.call('consults', 'consulted-for');
    const expert = await stage.open('expert', { origin: stage.gateway.url });
    await handler(agent);
    await agent.dial('expert');
    await expert.callState('ringing');
    await expert.press('Answer');
    await expert.callState('active');
    await agent.reached(`client.calls.map(({ state }) => state).join() === 'held,active'`);
    await agent.press('Transfer');
    await agent.until('the first is offered', async () =>
      agent.do('offers', 'telnyx-phone', 'Connect with consulted-for'),
    );
    await agent.press('Connect with consulted-for');
    await agent.reached(`client.calls.map(({ cause }) => cause).join() === 'replaced,replaced'`);
    const since = Date.now();
    await stage.truly('the two hear each other', () =>
      ['consulted-for', 'expert'].every((user) => {
        const leg = stage.leg(user, { since });
        return leg.in.voice > 10 && leg.out.packets > 10;
      }),
    );
    expect((await customer.call()).state).to.equal('active');
    expect((await expert.call()).state).to.equal('active');
  },

  'in vain: the backend refuses, that is said, and the call goes on': async (stage) => {
    const page = await stage.open('refused', { origin: stage.gateway.url });
    await handler(page, true);
    await page.dial('9196');
    await page.callState('active');
    await page.until('it is offered', async () => page.do('offers', 'telnyx-phone', 'Transfer'));
    await page.press('Transfer');
    await enter(page, 'telnyx-phone', '9664');
    await page.press('Transfer');
    await page.until('it is said', () =>
      page.run<boolean>(
        `document.querySelector('telnyx-phone').shadowRoot.textContent.includes('The backend could not transfer the call.')`,
      ),
    );
    expect((await page.call()).state).to.equal('active');
    await page.press('Hang up');
    const { detail } = await page.callState('destroyed');
    expect(detail.snapshot.cause).to.equal('normal');
  },
});
