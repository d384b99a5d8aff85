/** The gallery: every element in every state, light and dark. */
import { pageSlot } from '../../src/registry.ts';
import { LANGUAGES, speak } from './language.ts';
import { make } from './make.ts';
import { choose } from './query.ts';
import { showGroup, showIndex } from './show.ts';

const BUNDLE = '/dist/cdn/telnyx-elements.js';

const choice = choose(location.search);
const shown = choice.groups.flatMap(({ items }) => items).length * choice.themes.length;
// A hundred phones that all speak at once help nobody.
if (shown > 1) pageSlot('announcer', () => ({ attach: () => () => undefined }));
await Promise.all([import(BUNDLE), speak(choice.lang)]);

document.querySelector('#index')?.append(...choice.groups.map(showIndex));
document.querySelector('#states')?.append(...choice.groups.map((group) => showGroup(group, choice)));

const languages = Object.entries(LANGUAGES).map(([lang, name]) => make('option', { value: lang, lang }, name));
document.querySelector('#filter select[name="lang"]')?.append(...languages);
for (const [name, value] of new URLSearchParams(location.search)) {
  const field = document.querySelector<HTMLSelectElement>(`#filter select[name="${name}"]`);
  if (field && [...field.options].some((option) => option.value === value)) field.value = value;
}
// What the address names was not there when the browser looked for it.
if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
