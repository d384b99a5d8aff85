// What the tags of the elements stand for.
import type {} from '../../src/all.ts';
import type { Group, Item } from './item.ts';
import { directionOf } from './language.ts';
import { make } from './make.ts';
import { TAGS, type Choice, type Theme } from './query.ts';
import { Scene } from './scene.ts';

/** An ended call stays for as long as anyone looks. */
const LINGER = '86400000';

/** One state in one theme: the elements on a client of their own, which is then brought into the state. */
function showCell(item: Item, theme: Theme, { lang, tags }: Choice): HTMLElement {
  const phone = make('telnyx-phone');
  const scene = new Scene(phone, item.configuration, item.ago);
  const dir = directionOf(lang);
  const cell = make('div', { class: 'cell', 'data-theme': theme, style: `color-scheme: ${theme}`, lang, dir });
  for (const tag of new Set(item.element ? [...TAGS, item.element] : TAGS)) {
    const element = tag === 'telnyx-phone' ? phone : make(tag);
    element.client = scene.client;
    element.setAttribute('theme', theme);
    element.setAttribute('linger', LINGER);
    // A state can need a press in the phone, so it is there even if it is not to be seen.
    element.hidden = tag !== item.element && (item.element !== undefined || !tags.some((each) => each === tag));
    if (tag === item.element) scene.part = element;
    cell.append(element);
  }
  // After the cell has come into the page.
  setTimeout(() => Promise.resolve(item.play(scene)).catch(reportError));
  return cell;
}

function showItem(item: Item, choice: Choice): HTMLElement {
  const { id, title, note, width = choice.narrow ? 'narrow' : '' } = item;
  return make(
    'article',
    { id, class: `item ${width}` },
    make(
      'header',
      {},
      make('h3', {}, make('a', { href: `#${id}` }, title)),
      ...(note === undefined ? [] : [make('p', {}, note)]),
    ),
    make('div', { class: 'themes' }, ...choice.themes.map((theme) => showCell(item, theme, choice))),
  );
}

export function showGroup({ id, title, items }: Group, choice: Choice): HTMLElement {
  const heading = make('h2', { id: `group-${id}` }, title);
  const list = make('div', { class: 'items' }, ...items.map((item) => showItem(item, choice)));
  return make('section', { class: 'group', 'aria-labelledby': heading.id }, heading, list);
}

export function showIndex({ title, items }: Group): HTMLElement {
  const links = items.map((item) => make('li', {}, make('a', { href: `#${item.id}` }, item.title)));
  return make('div', {}, make('p', {}, title), make('ul', {}, ...links));
}
