import { expect } from 'chai';
import { TelnyxEvent, TelnyxRequestEvent, type ClientEventName } from '../../src/contract/events.ts';

/** Each event of the client, and whether a page can prevent its default. */
const CLIENT_EVENTS: Record<ClientEventName, boolean> = {
  'telnyx-connection-change': false,
  'telnyx-reconnecting': false,
  'telnyx-reconnected': false,
  'telnyx-disconnected': false,
  'telnyx-incoming-call': true,
  'telnyx-call-change': false,
  'telnyx-call-recovered': false,
  'telnyx-remote-media-change': false,
  'telnyx-conversation-message': false,
  'telnyx-media-recovery': false,
  'telnyx-token-expiring': false,
  'telnyx-warning': false,
  'telnyx-error': false,
  'telnyx-signaling-message': false,
};

describe('contract: events', () => {
  for (const [name, cancelable] of Object.entries(CLIENT_EVENTS) as [ClientEventName, boolean][]) {
    it(`${name} neither bubbles nor is composed, and ${cancelable ? 'can' : 'cannot'} be prevented`, () => {
      const detail = { expiresAt: 1 };
      const event = new TelnyxEvent(name, detail);
      expect(event).to.be.instanceOf(Event);
      expect(event).to.include({ type: name, detail, bubbles: false, composed: false, cancelable });
    });
  }

  for (const name of ['telnyx-dial-request', 'telnyx-answer-request', 'telnyx-hangup-request'] as const) {
    it(`${name} bubbles out of shadow roots and can be prevented`, () => {
      const event = new TelnyxRequestEvent(name, { destination: '1', callId: '2' });
      expect(event).to.include({ type: name, bubbles: true, composed: true, cancelable: true });
      event.preventDefault();
      expect(event.defaultPrevented).to.equal(true);
    });
  }
});
