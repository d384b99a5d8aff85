/** A help desk: who calls is looked up, and the notes of each customer are kept while the page is there. */
import type { PhoneClient } from '../../src/contract/client.ts';
import { CUSTOMERS, type Customer, stranger } from './customers.ts';

const BUNDLE = '/dist/cdn/telnyx-elements.js';

const user = new URLSearchParams(location.search).get('user') ?? 'agent';
const phone = find('telnyx-phone');
phone.setAttribute('host', `ws://${location.host}/rtc?user=${encodeURIComponent(user)}`);
phone.setAttribute('token-url', `/token?user=${encodeURIComponent(user)}`);
phone.setAttribute('caller-number', user);
const { getClient } = (await import(BUNDLE)) as { getClient: () => PhoneClient };

// On a small screen the customers come first.
(find('.sound') as HTMLDetailsElement).open = matchMedia('(min-width: 62rem)').matches;

const notes = find('#notes') as HTMLTextAreaElement;
const written = new Map<string, string>();
let shown: Customer;

show(CUSTOMERS[0] ?? stranger('', ''));
find('#queue').append(
  ...CUSTOMERS.map((customer) => {
    const button = make('button', '', make('strong', customer.name), make('time', customer.waits));
    button.append(make('small', customer.wants));
    button.type = 'button';
    button.dataset['number'] = customer.number;
    button.addEventListener('click', () => show(customer));
    return make('li', '', button);
  }),
);
mark();

document.addEventListener('telnyx-call-change', ({ detail: { snapshot, previous } }) => {
  // Whoever is spoken with is looked at; who rings is, unless somebody is spoken with.
  const rings = previous === null && snapshot.direction === 'inbound' && getClient().snapshot.lastActiveCallId === null;
  const begins = snapshot.state === 'active' && previous?.state !== 'active';
  if (rings || begins) show(customerOf(snapshot.remoteNumber, snapshot.remoteName));
});

find('#customer-call').addEventListener('click', () => {
  // What goes wrong stands in the phone.
  getClient()
    .dial(shown.number)
    .catch(() => undefined);
});

notes.addEventListener('input', () => {
  written.set(shown.number, notes.value);
  find('#saved').textContent = `Saved for ${shown.name}`;
});

function customerOf(number: string, name: string): Customer {
  return CUSTOMERS.find((each) => each.number === number) ?? stranger(number, name);
}

function show(customer: Customer): void {
  shown = customer;
  find('#customer-name').textContent = customer.name;
  find('#customer-kind').textContent = customer.kind;
  find('#customer-facts').replaceChildren(
    ...Object.entries(customer.facts).map(([name, value]) => make('div', '', make('dt', name), make('dd', value))),
  );
  find('#customer-story').replaceChildren(
    ...customer.story.map(([when, what]) => make('li', '', make('time', when), make('span', what))),
  );
  notes.value = written.get(customer.number) ?? '';
  find('#saved').textContent = '';
  mark();
}

function mark(): void {
  for (const button of document.querySelectorAll<HTMLElement>('#queue button')) {
    button.setAttribute('aria-current', String(button.dataset['number'] === shown.number));
  }
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  text: string,
  ...content: Node[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.append(text, ...content);
  return element;
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`The page lacks ${selector}`);
  return found;
}
