/** The demo's page: puts two phones side by side, offers the faults, and shows what each shows beside what is true. */
import { showFaults } from './faults.ts';
import { isSeatMessage } from './messages.ts';
import { Timeline } from './timeline.ts';
import { watchTruth } from './truth.ts';

/** A page has one client, and frames of one origin share session storage: so each seat has an origin of its own. */
const SEATS = { agent: '127.0.0.1', customer: 'localhost' } as const;

const timeline = new Timeline(element('#lanes'), element('#events'), Object.keys(SEATS));
const frames = new Map<Window | null, string>();
for (const [user, host] of Object.entries(SEATS)) {
  const frame = element(`[data-user="${user}"] iframe`) as HTMLIFrameElement;
  const origin = `${location.protocol}//${host}:${location.port}`;
  frame.src = `${origin}/demo/phone.html?user=${user}`;
  frames.set(frame.contentWindow, origin);
}

addEventListener('message', ({ source, origin, data }) => {
  if (frames.get(source as Window) !== origin || !isSeatMessage(data)) return;
  timeline.show(data.seat, 'connection', data.connection, data.reason);
  timeline.show(data.seat, 'call', data.call);
  timeline.show(data.seat, 'media', data.media);
  if (data.event !== null) timeline.tell(data.seat, data.event.name, data.event.text);
});

showFaults(element('#faults') as HTMLFormElement, (text) => {
  element('#fault-said').textContent = text;
  timeline.tell('gateway', 'fault', text);
});
watchTruth((user, truth) => timeline.show(user, 'truth', truth), Object.keys(SEATS));
timeline.start();

function element(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`The page lacks ${selector}`);
  return found;
}
