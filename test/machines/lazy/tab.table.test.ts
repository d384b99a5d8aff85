import { expect } from 'chai';
import type { Step } from '../../../src/machines/effects.ts';
import type { MachineEvent } from '../../../src/machines/events.ts';
import { followWish, stepTab, tabWakeAt, type TabMachine } from '../../../src/machines/lazy/tab.ts';
import { createTabRules } from '../../../src/machines/lazy/tab-rules.ts';
import { TAB_KIT } from '../../../src/machines/tab-state.ts';
import { effectInWords, NOW, THEN } from '../../support/machines.ts';

const IN = {
  off: { name: 'off' },
  'off, returning': { name: 'off', returning: true },
  asking: { name: 'asking', until: THEN + 500 },
  'asking, returning': { name: 'asking', until: THEN + 500, returning: true },
  stored: { name: 'asking', until: null },
  looking: { name: 'looking' },
  holding: { name: 'holding' },
  elsewhere: { name: 'elsewhere' },
  'elsewhere, left': { name: 'elsewhere', leftAt: NOW - 1000 },
  'elsewhere, left long ago': { name: 'elsewhere', leftAt: NOW - 3000 },
  inheriting: { name: 'inheriting', until: THEN + 3000, asked: false },
  'asking again': { name: 'inheriting', until: THEN + 500, asked: true },
  taking: { name: 'taking', until: THEN + 500, stealAt: THEN + 2000 },
  'taking long': { name: 'taking', until: THEN + 2000, stealAt: THEN + 2000 },
} as const satisfies Record<string, TabMachine>;

const EVENTS = {
  connect: { type: 'connect' },
  'reconnect-now': { type: 'reconnect-now' },
  rules: { type: 'tab-rules', rules: createTabRules(TAB_KIT), returning: false },
  'rules and return': { type: 'tab-rules', rules: createTabRules(TAB_KIT), returning: true },
  granted: { type: 'tab-granted' },
  looked: { type: 'tab-looked' },
  lost: { type: 'tab-lost', taken: [] },
  leaving: { type: 'tab-leaving' },
  asked: { type: 'tab-asked', by: 'other' },
  given: { type: 'tab-given', kept: null },
  cached: { type: 'cached' },
  woke: { type: 'woke' },
  disconnect: { type: 'disconnect', forget: false },
  'early tick': { type: 'tick' },
  'tick when due': { type: 'tick' },
} as const satisfies Record<string, MachineEvent>;

/** What the connection does beside: it rests, wants the phone, or neither. */
const WISHES = ['rests', 'wants', 'none'] as const;

const SAME = 'same';
const TAKE = 'taking +500, steals +2000 > ask, take';

/** For each state, what each event and each wish makes of it, and after `>` what is to be done, in this order. */
const TABLE: Record<keyof typeof IN, Record<string, string>> = {
  off: {
    'rules and return': 'off, returning',
    wants: 'asking +500 > ask',
    granted: 'off > let-go',
    'rules, connect, reconnect-now, lost, leaving, asked, given, cached, woke, disconnect': SAME,
    'early tick, tick when due, rests, none, looked': SAME,
  },
  'off, returning': {
    wants: 'asking, returning +500 > ask',
    granted: 'off, returning > let-go',
    'rules, connect, reconnect-now, lost, leaving, asked, given, cached, woke, disconnect': SAME,
    'rules and return': 'off, returning',
    'early tick, tick when due, rests, none, looked': SAME,
  },
  asking: {
    granted: 'holding',
    'tick when due': 'looking > look',
    lost: 'asking +500 > ask',
    cached: 'asking > let-go',
    rests: 'off > let-go',
    'rules, rules and return, connect, reconnect-now, leaving, asked, given, woke, disconnect': SAME,
    'early tick, wants, none, looked': SAME,
  },
  'asking, returning': {
    granted: 'holding',
    'tick when due': TAKE,
    lost: 'asking, returning +500 > ask',
    cached: 'asking > let-go',
    rests: 'off > let-go',
    'rules, rules and return, connect, reconnect-now, leaving, asked, given, woke, disconnect': SAME,
    'early tick, wants, none, looked': SAME,
  },
  stored: {
    granted: 'holding',
    lost: 'asking +500 > ask',
    woke: 'asking +500 > ask',
    cached: 'asking > let-go',
    rests: 'off > let-go',
    'rules, rules and return, connect, reconnect-now, leaving, asked, given, disconnect': SAME,
    'early tick, tick when due, wants, none, looked': SAME,
  },
  looking: {
    granted: 'holding',
    looked: 'elsewhere',
    lost: 'asking +500 > ask',
    cached: 'asking > let-go',
    rests: 'off > let-go',
    'rules, rules and return, connect, reconnect-now, leaving, asked, given, woke, disconnect': SAME,
    'early tick, tick when due, wants, none': SAME,
  },
  holding: {
    asked: 'elsewhere > hand-over',
    lost: 'elsewhere > ask',
    cached: 'asking > let-go',
    rests: 'off > let-go',
    'rules, rules and return, connect, reconnect-now, granted, leaving, given, woke, disconnect': SAME,
    'early tick, tick when due, wants, none, looked': SAME,
  },
  elsewhere: {
    'connect, reconnect-now': TAKE,
    granted: 'holding',
    leaving: 'elsewhere, left +0',
    'lost, woke': 'elsewhere > ask',
    cached: 'elsewhere > let-go',
    rests: 'off > let-go',
    'rules, rules and return, asked, given, disconnect, early tick, tick when due, wants, none, looked': SAME,
  },
  'elsewhere, left': {
    'connect, reconnect-now': TAKE,
    granted: 'inheriting +2000 > let-go',
    leaving: 'elsewhere, left +0',
    lost: 'elsewhere > ask',
    woke: 'elsewhere, left -1000 > ask',
    cached: 'elsewhere > let-go',
    rests: 'off > let-go',
    'rules, rules and return, asked, given, disconnect, early tick, tick when due, wants, none, looked': SAME,
  },
  'elsewhere, left long ago': {
    'connect, reconnect-now': TAKE,
    granted: 'holding',
    leaving: 'elsewhere, left +0',
    lost: 'elsewhere > ask',
    woke: 'elsewhere, left -3000 > ask',
    cached: 'elsewhere > let-go',
    rests: 'off > let-go',
    'rules, rules and return, asked, given, disconnect, early tick, tick when due, wants, none, looked': SAME,
  },
  inheriting: {
    'connect, reconnect-now': TAKE,
    granted: 'holding',
    cached: 'elsewhere > let-go',
    'tick when due': 'asking again +500 > ask',
    rests: 'off > let-go',
    'rules, rules and return, lost, leaving, asked, given, woke, disconnect, early tick, wants, none, looked': SAME,
  },
  'asking again': {
    'connect, reconnect-now': TAKE,
    granted: 'holding',
    cached: 'elsewhere > let-go',
    'tick when due': 'elsewhere',
    rests: 'off > let-go',
    'rules, rules and return, lost, leaving, asked, given, woke, disconnect, early tick, wants, none, looked': SAME,
  },
  taking: {
    granted: 'holding',
    given: 'taking +500, steals +0 > steal',
    cached: 'elsewhere > let-go',
    'tick when due': 'taking +500, steals +1500 > take',
    rests: 'off > let-go',
    'rules, rules and return, connect, reconnect-now, lost, leaving, asked, woke, disconnect': SAME,
    'early tick, wants, none, looked': SAME,
  },
  'taking long': {
    granted: 'holding',
    given: 'taking +500, steals +0 > steal',
    cached: 'elsewhere > let-go',
    'tick when due': 'taking +500, steals +0 > steal',
    rests: 'off > let-go',
    'rules, rules and return, connect, reconnect-now, lost, leaving, asked, woke, disconnect': SAME,
    'early tick, wants, none, looked': SAME,
  },
};

const since = (time: number): string => (time < 0 ? String(time) : `+${time}`);

function nameOf(tab: TabMachine, at: number): string {
  if (tab.name === 'inheriting' && tab.asked) return 'asking again';
  if (tab.name === 'elsewhere' && tab.leftAt !== undefined) return `elsewhere, left ${since(tab.leftAt - at)}`;
  return 'returning' in tab && tab.returning ? `${tab.name}, returning` : tab.name;
}

function inWords(tab: TabMachine, at: number): string {
  const until = tabWakeAt(tab);
  const name = nameOf(tab, at);
  const words = until === null ? name : `${name} +${until - at}`;
  return tab.name === 'taking' ? `${words}, steals +${tab.stealAt - at}` : words;
}

const AROUND = { auto: true, liveCall: false, kept: null };

function step(before: TabMachine, word: string, at: number): Step<TabMachine> {
  const wish = WISHES.find((each) => each === word);
  if (wish !== undefined) return followWish(before, wish, at);
  return stepTab(before, EVENTS[word as keyof typeof EVENTS], at, AROUND);
}

const happen = ({ state, effects }: Step<TabMachine>, at: number): string =>
  [inWords(state, at), effects.map(effectInWords).join(', ')].filter((part) => part !== '').join(' > ');

describe('tab: every state and event', () => {
  for (const [name, rows] of Object.entries(TABLE) as [keyof typeof IN, Record<string, string>][]) {
    const before: TabMachine = IN[name];

    it(`${name}: names every event once`, () => {
      const named = Object.keys(rows).flatMap((words) => words.split(', '));
      expect(named.toSorted()).to.deep.equal([...Object.keys(EVENTS), ...WISHES].toSorted());
    });

    for (const [words, expected] of Object.entries(rows)) {
      for (const word of words.split(', ')) {
        it(`${name}, ${word}: ${expected}`, () => {
          const at = word === 'tick when due' ? (tabWakeAt(before) ?? NOW) : NOW;
          const after = step(before, word, at);
          expect(happen(after, at)).to.equal(expected === SAME ? inWords(before, at) : expected);
          if (expected === SAME) expect(after.state).to.equal(before);
        });
      }
    }
  }
});

describe('tab: what else decides', () => {
  const due = { type: 'tick' } as const;

  it('takes the phone where a call is alive that another page had: it is where its call is', () => {
    const after = stepTab(IN.asking, due, THEN + 500, { ...AROUND, liveCall: true });
    expect(happen(after, THEN + 500)).to.equal(TAKE);
  });

  it('lets the phone go again, for whoever uses it first, where it does not connect by itself', () => {
    const after = stepTab(IN['asking again'], EVENTS.granted, NOW, { ...AROUND, auto: false });
    expect(happen(after, NOW)).to.equal('off > let-go');
  });

  it('hands over the calls to the tab that asked', () => {
    const kept = { leftAt: NOW, stays: null, calls: [] };
    const { effects } = stepTab(IN.holding, EVENTS.asked, NOW, { ...AROUND, kept });
    expect(effects).to.deep.equal([{ type: 'hand-over', to: 'other', kept }]);
  });
});
