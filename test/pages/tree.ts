import type { Page, Protocol } from 'puppeteer-core';
import { until } from '../support/harness/until.ts';

/** A node of the accessibility tree, as a browser has it. */
export interface AccessibleNode {
  /** The role of ARIA; `text` for words. */
  readonly role: string;
  readonly name: string;
  readonly value: string;
  readonly description: string;
  /** What is said of it beside, in words. */
  readonly states: readonly string[];
  readonly children: readonly AccessibleNode[];
}

/** What the roots of the trees are called that are to be read. */
const MARK = 'tree of ';

/** Nothing that anybody is told of; what is in them is. */
const PASSED_OVER = new Set(['', 'generic', 'none', 'paragraph', 'strong', 'time', 'label', 'form', 'sectionheader']);

/** Their names say what is in them, or what is in them is not told. */
const WHOLE = new Set(['button', 'heading', 'image', 'option', 'textbox', 'searchbox', 'meter']);

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'Star', '0', 'Pound'];

const clean = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What counts up or down is never the same twice. */
const still = (line: string): string =>
  line.replace(/\d+:\d\d(:\d\d)?/g, '0:00').replace(/\b\d+ seconds?/g, '0 seconds');

function linesOf(root: AccessibleNode): string[] {
  const lines: string[] = [];
  /** Words that stand beside each other are one text, whatever they are marked with. */
  let words: string[] = [];
  const add = (depth: number, line: string): void => void lines.push(still(`${'  '.repeat(depth)}${line}`));
  const flush = (depth: number): void => {
    const text = clean(words.join(' '));
    if (text !== '') add(depth, `"${text}"`);
    words = [];
  };
  const walk = ({ role, name, value, description, states, children }: AccessibleNode, depth: number): void => {
    if (role === 'text') {
      words.push(name);
      return;
    }
    if (PASSED_OVER.has(role)) {
      for (const child of children) walk(child, depth);
      return;
    }
    flush(depth);
    const said = [role, name && `"${name}"`, value && `= ${value}`, ...states, description && `(${description})`];
    add(depth, said.filter(Boolean).join(' '));
    if (!WHOLE.has(role)) for (const child of children) walk(child, depth + 1);
    flush(depth + 1);
  };
  for (const child of root.children) walk(child, 0);
  flush(0);
  return lines;
}

/** The twelve keys are one line, with what they have in common. */
function foldKeys(lines: readonly string[]): string[] {
  const folded: string[] = [];
  for (let place = 0; place < lines.length; place++) {
    const [, before, after] = /^( *)button "1"(.*)$/.exec(lines[place] ?? '') ?? [];
    const isRow = KEYS.every((key, index) => lines[place + index] === `${before}button "${key}"${after}`);
    folded.push(isRow ? `${before}12 keys${after}` : (lines[place] ?? ''));
    if (isRow) place += KEYS.length - 1;
  }
  return folded;
}

/**
 * What assistive technology is told of these elements, by `<state> <element>`: from the browser's own tree, and not what
 * one would expect from the markup.
 */
export async function trees(
  page: Page,
  read: (page: Page) => Promise<AccessibleNode>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  await page.evaluate((mark) => {
    for (const host of document.querySelectorAll('.cell > :not([hidden])')) {
      host.role = 'group';
      host.ariaLabel = `${mark}${host.closest('.item')!.id} ${host.localName}`;
    }
  }, MARK);
  const found = new Map<string, readonly string[]>();
  const look = (node: AccessibleNode): void => {
    if (node.name.startsWith(MARK)) found.set(node.name.slice(MARK.length), foldKeys(linesOf(node)));
    else node.children.forEach(look);
  };
  look(await read(page));
  return found;
}

/** Chromium's names for what ARIA calls otherwise. */
const CHROMIUM_ROLES: Readonly<Record<string, string>> = {
  StaticText: 'text',
  InlineTextBox: '',
  LineBreak: '',
  ListMarker: '',
  LabelText: 'label',
  DescriptionList: 'generic',
  MenuListPopup: '',
};

/** What is worth saying of a node in Chromium, in this order. */
const CHROMIUM_STATES: Readonly<Record<string, (value: unknown) => string>> = {
  disabled: (value) => (value === true ? 'disabled' : ''),
  busy: (value) => (value === true || value === 1 ? 'busy' : ''),
  readonly: (value) => (value === true ? 'read only' : ''),
  pressed: (value) => `pressed ${String(value)}`,
  expanded: (value) => (value === true ? 'expanded' : 'collapsed'),
  hasPopup: (value) => (value === 'dialog' ? 'opens a dialog' : ''),
  modal: (value) => (value === true ? 'modal' : ''),
  invalid: (value) => (value === 'true' ? 'invalid' : ''),
};

export async function chromiumTree(page: Page): Promise<AccessibleNode> {
  const session = await page.createCDPSession();
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (value: Protocol.Accessibility.AXValue | undefined): string =>
    typeof value?.value === 'string' || typeof value?.value === 'number' ? clean(String(value.value)) : '';
  const convert = (node: Protocol.Accessibility.AXNode): AccessibleNode => {
    const own = textOf(node.role);
    const properties = new Map(
      (node.properties ?? []).map(({ name, value }) => [name as string, value.value as unknown]),
    );
    return {
      role: node.ignored ? '' : (CHROMIUM_ROLES[own] ?? own),
      name: textOf(node.name),
      value: textOf(node.value),
      description: textOf(node.description),
      states: Object.entries(CHROMIUM_STATES).flatMap(([name, say]) =>
        properties.has(name) ? [say(properties.get(name))].filter(Boolean) : [],
      ),
      children: (node.childIds ?? []).flatMap((id) => {
        const child = byId.get(id);
        return child ? [convert(child)] : [];
      }),
    };
  };
  return convert(nodes[0]!);
}

/** What puppeteer has of WebDriver BiDi, where Firefox lets whoever may look at the browser itself look. */
interface Connection {
  send(method: string, parameters: object): Promise<{ result: unknown }>;
}

/** Looks at the tree that Firefox has of the tab in front; runs in the browser itself. */
const FIREFOX_LOOK = `(() => {
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const { selectedBrowser } = Services.wm.getMostRecentWindow('navigator:browser').gBrowser;
  const convert = (node) => {
    const states = {}, more = {};
    node.getState(states, more);
    const is = new Set(service.getStringStates(states.value, more.value));
    const kind = service.getStringRole(node.role);
    const role = kind === 'text leaf' ? 'text' : (node.computedARIARole || '').replace(/^img$/, 'image');
    const attributes = new Map([...node.attributes.enumerate()].map(({ key, value }) => [key, value]));
    // What a list's items are called follows from what is in them, for Firefox alone.
    const named = role !== 'listitem' || attributes.get('explicit-name') === 'true';
    const said = [
      is.has('unavailable') && 'disabled',
      is.has('busy') && 'busy',
      role === 'textbox' && is.has('readonly') && 'read only',
      is.has('expanded') ? 'expanded' : is.has('collapsed') && 'collapsed',
      is.has('modal') && 'modal',
      is.has('invalid') && 'invalid',
    ].filter(Boolean);
    const children = [];
    for (let child = node.firstChild; child; child = child.nextSibling) children.push(convert(child));
    return {
      role: kind === 'combobox list' ? '' : role,
      name: named ? node.name || '' : '',
      value: ['textbox', 'combobox', 'meter'].includes(role) ? node.value || '' : '',
      description: node.description || '',
      states: said,
      children,
    };
  };
  const root = service.getAccessibleFor(selectedBrowser);
  return JSON.stringify(root ? convert(root) : null);
})()`;

/** Whether all of these are in the tree, which Firefox makes when it is first asked for it. */
const holds = (node: AccessibleNode, wanted: number): boolean => {
  let found = 0;
  const count = ({ name, children }: AccessibleNode): void => {
    if (name.startsWith(MARK)) found += 1;
    else children.forEach(count);
  };
  count(node);
  return found >= wanted;
};

export async function firefoxTree(page: Page): Promise<AccessibleNode> {
  const wanted = await page.$$eval('.cell > :not([hidden])', ({ length }) => length);
  await page.bringToFront();
  const { connection } = page.browser() as unknown as { connection: Connection };
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [{ context } = { context: '' }] = (result as { contexts: { context: string }[] }).contexts;
  return until('Firefox has made its tree', async () => {
    const answer = await connection.send('script.evaluate', {
      target: { context },
      awaitPromise: false,
      expression: FIREFOX_LOOK,
    });
    const { value } = (answer.result as { result: { value: string } }).result;
    const tree = JSON.parse(value) as AccessibleNode | null;
    return tree && holds(tree, wanted) ? tree : null;
  });
}
