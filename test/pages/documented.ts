/** What `custom-elements.json` says that there is of an element, for whoever styles it. */
import { readFileSync } from 'node:fs';

interface Declaration {
  readonly tagName?: string;
  readonly cssParts?: readonly Named[];
  readonly slots?: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly description?: string;
}

const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
  modules: readonly { readonly declarations?: readonly Declaration[] }[];
};
const DECLARED = new Map(
  modules.flatMap(({ declarations = [] }) =>
    declarations.flatMap((each) => (each.tagName === undefined ? [] : [[each.tagName, each] as const])),
  ),
);

/** The parts: by their names, in the lists of names, and those of elements whose parts it says it has. */
export function partsOf(tag: string): ReadonlySet<string> {
  const { cssParts = [] } = DECLARED.get(tag) ?? {};
  const described = cssParts.map(({ description = '' }) => description).join(' ');
  const others = [...described.matchAll(/parts of\s+`<([\w-]+)>`/g)].map(([, other = '']) => other);
  return new Set([
    ...cssParts.map(({ name }) => name),
    ...(described.match(/[\w-]+/g) ?? []),
    ...others.flatMap((other) => [...partsOf(other)]),
  ]);
}

export const slotsOf = (tag: string): ReadonlySet<string> => new Set(DECLARED.get(tag)?.slots?.map(({ name }) => name));
