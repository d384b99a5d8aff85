/** One seat of the demo: a phone for the user named in the address, which tells the page around it what it shows. */
import type { PhoneClient } from '../src/contract/client.ts';
import { CLIENT_EVENTS } from '../src/contract/events.ts';
import type { SeatMessage } from './index/messages.ts';

const BUNDLE = '/dist/cdn/telnyx-elements.js';
const user = new URLSearchParams(location.search).get('user') ?? 'agent';
const phone = document.createElement('telnyx-phone');
const attributes = {
  'token-url': `/token?user=${encodeURIComponent(user)}`,
  host: `ws://${location.host}/rtc?user=${encodeURIComponent(user)}`,
  'caller-number': user,
  'caller-name': user === 'agent' ? 'Support' : 'Visitor',
};
for (const [name, value] of Object.entries(attributes)) phone.setAttribute(name, value);
// No banner: the phone shows the same notices itself.
document.body.append(phone, document.createElement('telnyx-call-status'));

const { getClient } = (await import(BUNDLE)) as { getClient: () => PhoneClient };
const client = getClient();
client.subscribe(() => tell());
for (const name of CLIENT_EVENTS) document.addEventListener(name, (event) => tell(name, describe(event.detail)));

function tell(name: string | null = null, text = ''): void {
  const { connection, calls } = client.snapshot;
  const call = calls.findLast(({ state }) => state !== 'destroyed') ?? calls.at(-1) ?? null;
  const message: SeatMessage = {
    seat: user,
    connection: connection.state,
    reason: connection.reason,
    call: call?.state ?? null,
    media: call === null || call.state === 'destroyed' ? null : call.remoteMedia,
    event: name === null ? null : { name, text },
  };
  parent.postMessage(message, '*');
}

/** The plain part of an event's detail. */
function describe(detail: object): string {
  return Object.entries(detail)
    .map(([key, value]) => (key === 'snapshot' ? `state ${(value as { state: string }).state}` : plain(key, value)))
    .filter((text) => text !== '')
    .join(', ');
}

function plain(key: string, value: unknown): string {
  const shown = typeof value === 'string' || (typeof value === 'number' && value < 1e9) || typeof value === 'boolean';
  return shown && key !== 'callId' ? `${key} ${String(value)}` : '';
}
