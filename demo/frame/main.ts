/**
 * One phone that floats above a page, or with `bare` stands there alone, in a state of the gallery's. The address says which: `state`, `theme`, `open`,
 * `density`, `dir`, and `brand`.
 */
import { GROUPS } from '../states/groups.ts';
import { make } from '../states/make.ts';
import { Scene } from '../states/scene.ts';

const BUNDLE = '/dist/cdn/telnyx-elements.js';

const query = new URLSearchParams(location.search);
const state = query.get('state') ?? 'connected';
const item = GROUPS.flatMap(({ items }) => items).find(({ id }) => id === state);
if (item === undefined) throw new Error(`There is no state "${state}"`);

const root = document.documentElement;
root.dir = query.get('dir') ?? 'ltr';
root.style.colorScheme = query.get('theme') ?? '';
root.className = query.get('brand') ?? '';
await import(BUNDLE);

const phone = make('telnyx-phone', { layout: query.has('bare') ? 'inline' : 'floating', linger: '86400000' });
for (const name of ['open', 'density']) {
  const value = query.get(name);
  if (value !== null) phone.setAttribute(name, value);
}
const scene = new Scene(phone, item.configuration, item.ago);
phone.client = scene.client;
document.body.classList.toggle('bare', query.has('bare'));
document.body.append(phone);
await item.play(scene);
await scene.until(() => query.has('bare') || phone.renderRoot.querySelector('[part="dock"]') !== null);
// What opens by itself is to be seen minimised too.
if (query.get('open') === null) phone.open = false;
await phone.updateComplete;
root.dataset['ready'] = '';
