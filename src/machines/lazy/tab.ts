import type { Effect, Step } from '../effects.ts';
import type { MachineEvent } from '../events.ts';
import type { KeptCalls } from '../kept-calls.ts';

/** A lock that is not had within this is another tab's: a page that is reloaded asks while the one before still goes. */
export const TAB_PATIENCE = 500;
/** How long the phone is left to a page that is gone with its call, which the next page in its tab is to go on with. */
export const TAB_GRACE = 3000;
/** So often a tab is asked to hand the phone over, and so long, before it is taken without. */
export const TAKE_AGAIN = 500;
export const TAKE_DEADLINE = 2000;

/**
 * With `single-tab`, which of the site's tabs has the phone. off: nobody here wants it · asking, and looking: whether it
 * is free · holding: it is here · elsewhere: another tab has it, and it is asked for again without an end · inheriting: the other
 * tab's page is gone, and the next one there is to have it, with its call, if it comes soon · taking: the user wants it
 * here, and the other tab is asked to hand it over, or has to do without being asked.
 */
export type TabMachine =
  /** `returning`: the page before, in this tab, had it a moment ago, so that it is not another's. */
  | { readonly name: 'off'; readonly returning?: boolean }
  | { readonly name: 'holding' }
  /** `leftAt`: when the page that has it was left with a call, unless it never was. */
  | { readonly name: 'elsewhere'; readonly leftAt?: number }
  /** `until`: when another tab is taken to have it; null while the page is in the cache, where nothing is asked for. */
  | { readonly name: 'asking'; readonly until: number | null; readonly returning?: boolean }
  /** A page that was held up has not heard of what was granted: only the browser can say that another tab has it. */
  | { readonly name: 'looking' }
  /** `asked`: it is asked for anew, in the end. */
  | { readonly name: 'inheriting'; readonly until: number; readonly asked: boolean }
  | { readonly name: 'taking'; readonly until: number; readonly stealAt: number };

const TAB_OFF: TabMachine = { name: 'off' };
const HOLDING: TabMachine = { name: 'holding' };
const LOOKING: TabMachine = { name: 'looking' };
const ELSEWHERE: TabMachine = { name: 'elsewhere' };

/** What the tab needs to know of the rest. */
export interface TabSurroundings {
  /** The phone connects by itself where it can. */
  readonly auto: boolean;
  /** A call of the page before, or of the time before tabs counted: the phone is where its call is. */
  readonly liveCall: boolean;
  /** The calls to hand over; null without one. */
  readonly kept: KeptCalls | null;
}

type Result = Step<TabMachine>;
type Act = Extract<Effect, { type: 'tab' }>['act'];

function to(state: TabMachine, ...acts: readonly Act[]): Result {
  return { state, effects: acts.map((act) => ({ type: 'tab', act })) };
}

export function stepTab(tab: TabMachine, event: MachineEvent, at: number, around: TabSurroundings): Result {
  switch (event.type) {
    case 'tab-rules':
      return tab.name === 'off' && event.returning ? to({ name: 'off', returning: true }) : to(tab);
    case 'connect':
    case 'reconnect-now':
      return isElsewhere(tab) ? take(at) : to(tab);
    case 'tab-granted':
      return granted(tab, at, around);
    case 'tab-looked':
      return to(tab.name === 'looking' ? ELSEWHERE : tab);
    case 'tab-lost':
      return lost(tab, at);
    case 'tab-leaving':
      return tab.name === 'elsewhere' ? to({ name: 'elsewhere', leftAt: at }) : to(tab);
    case 'tab-asked':
      return tab.name === 'holding'
        ? { state: ELSEWHERE, effects: [{ type: 'hand-over', to: event.by, kept: around.kept }] }
        : to(tab);
    case 'tab-given':
      return tab.name === 'taking' ? steal(at) : to(tab);
    case 'cached':
      return cached(tab);
    case 'woke':
      return woke(tab, at);
    case 'tick':
      return tick(tab, at, around);
    default:
      return to(tab);
  }
}

/** Wants the phone with the connection, and lets go of it with the connection. */
export function followWish(tab: TabMachine, wish: 'none' | 'wants' | 'rests', at: number): Result {
  if (wish === 'rests') return tab.name === 'off' ? to(tab) : to(TAB_OFF, 'let-go');
  return wish === 'wants' && tab.name === 'off' ? ask(at, tab.returning) : to(tab);
}

export function isElsewhere({ name }: TabMachine): boolean {
  return name === 'elsewhere' || name === 'inheriting';
}

export function tabWakeAt(tab: TabMachine): number | null {
  return 'until' in tab ? tab.until : null;
}

function ask(at: number, returning = false): Result {
  return to({ name: 'asking', until: at + TAB_PATIENCE, ...(returning ? { returning } : {}) }, 'ask');
}

function take(at: number): Result {
  return to({ name: 'taking', until: at + TAKE_AGAIN, stealAt: at + TAKE_DEADLINE }, 'ask', 'take');
}

function steal(at: number): Result {
  return to({ name: 'taking', until: at + TAKE_AGAIN, stealAt: at }, 'steal');
}

function granted(tab: TabMachine, at: number, around: TabSurroundings): Result {
  switch (tab.name) {
    case 'asking':
    case 'looking':
    case 'taking':
      return to(HOLDING);
    case 'elsewhere':
      return tab.leftAt !== undefined && at - tab.leftAt < TAB_GRACE
        ? to({ name: 'inheriting', until: tab.leftAt + TAB_GRACE, asked: false }, 'let-go')
        : inherited(around);
    case 'inheriting':
      return inherited(around);
    case 'off':
      return to(tab, 'let-go');
    default:
      return to(tab);
  }
}

/** Where the phone connects only when it is used, it is for whoever uses it first. */
function inherited({ auto }: TabSurroundings): Result {
  return auto ? to(HOLDING) : to(TAB_OFF, 'let-go');
}

/** Another tab has taken it, from here or from the tab that was to have it next. */
function lost(tab: TabMachine, at: number): Result {
  switch (tab.name) {
    case 'holding':
    case 'elsewhere':
      return to(ELSEWHERE, 'ask');
    case 'asking':
      return ask(at, tab.returning);
    case 'looking':
      return ask(at);
    default:
      return to(tab);
  }
}

/** No page is cached that holds or wants a lock. */
function cached(tab: TabMachine): Result {
  switch (tab.name) {
    case 'off':
      return to(tab);
    case 'asking':
    case 'looking':
    case 'holding':
      return to({ name: 'asking', until: null }, 'let-go');
    default:
      return to(ELSEWHERE, 'let-go');
  }
}

function woke(tab: TabMachine, at: number): Result {
  if (tab.name === 'asking') return tab.until === null ? ask(at) : to(tab);
  return tab.name === 'elsewhere' ? to(tab, 'ask') : to(tab);
}

function tick(tab: TabMachine, at: number, { liveCall }: TabSurroundings): Result {
  const until = tabWakeAt(tab);
  if (until === null || at < until) return to(tab);
  switch (tab.name) {
    case 'asking':
      return liveCall || tab.returning === true ? take(at) : to(LOOKING, 'look');
    case 'inheriting':
      return tab.asked ? to(ELSEWHERE) : to({ ...tab, until: at + TAB_PATIENCE, asked: true }, 'ask');
    case 'taking':
      return at >= tab.stealAt ? steal(at) : to({ ...tab, until: Math.min(at + TAKE_AGAIN, tab.stealAt) }, 'take');
    default:
      return to(tab);
  }
}
