import { expect } from 'chai';
import type { CallMachine } from '../../../src/machines/call-state.ts';
import type { MachineEvent } from '../../../src/machines/events.ts';
import { keepCalls } from '../../../src/machines/kept-calls.ts';
import type { PhoneMachine } from '../../../src/machines/phone-state.ts';
import { createTabRules } from '../../../src/machines/lazy/tab-rules.ts';
import { TAB_KIT } from '../../../src/machines/tab-state.ts';
import type { TabMachine } from '../../../src/machines/lazy/tab.ts';
import { viewPhone } from '../../../src/machines/view.ts';
import { happen } from '../../support/call-tables.ts';
import { answered, appeared, effectInWords, IN, NOW, phone, THEN } from '../../support/machines.ts';

const HERE: TabMachine = { name: 'holding' };
const RULES = createTabRules(TAB_KIT);
const single = (over: Partial<PhoneMachine> = {}): PhoneMachine =>
  phone([], IN.idle, { singleTab: true, auto: true, tabRules: RULES, ...over });

interface Told {
  readonly phone: PhoneMachine;
  readonly words: string;
  readonly effects: readonly string[];
}

function tell(before: PhoneMachine, event: MachineEvent, at = NOW): Told {
  const { phone: after, effects } = happen(before, event, at);
  const { state, reason, error } = viewPhone(after, null).connection;
  return {
    phone: after,
    words: [state, reason, error].filter((word) => word !== null).join(' '),
    effects: effects.map(effectInWords),
  };
}

const holder = (calls: readonly CallMachine[]): PhoneMachine =>
  phone(calls, IN.ready, { singleTab: true, tabRules: RULES, tab: HERE });

const ends = (after: PhoneMachine): unknown[] => viewPhone(after, null).calls.map(({ cause }) => cause);

const play = (before: PhoneMachine, ...events: readonly (readonly [MachineEvent, number?])[]): Told =>
  events.reduce<Told>((told, [event, at]) => tell(told.phone, event, at), { phone: before, words: '', effects: [] });

describe('one tab alone has the phone', () => {
  const waiting = play(
    single(),
    [{ type: 'connect' }],
    [{ type: 'tick' }, NOW + 500],
    [{ type: 'tab-looked' }, NOW + 500],
  );

  it('connects only when it has it', () => {
    const asking = tell(single(), { type: 'connect' });
    expect([asking.words, asking.effects]).to.deep.equal(['connecting', ['ask']]);
    const granted = tell(asking.phone, { type: 'tab-granted' });
    expect([granted.words, granted.effects]).to.deep.equal(['connecting', ['open-socket']]);
  });

  it('asks nobody without the attribute, and has nothing fetched', () => {
    const alone = single({ singleTab: false, tabRules: null });
    expect(tell(alone, { type: 'connect' }).effects).to.deep.equal(['open-socket']);
  });

  it('has what decides fetched first, and asks once that is there', () => {
    const fetching = tell(single({ tabRules: null }), { type: 'connect' });
    expect([fetching.words, fetching.effects]).to.deep.equal(['connecting', ['tab-rules']]);
    expect(tell(fetching.phone, { type: 'woke' }).effects).to.deep.equal([]);
    const asking = tell(fetching.phone, { type: 'tab-rules', rules: RULES, returning: false });
    expect([asking.words, asking.effects]).to.deep.equal(['connecting', ['ask']]);
  });

  it('does not connect when that cannot be fetched, but tries again', () => {
    const failed = play(
      single({ tabRules: null }),
      [{ type: 'connect' }],
      [{ type: 'load-failed', code: 'sdk-load-failed', final: false }],
    );
    expect([failed.words, failed.effects]).to.deep.equal(['connecting signaling', ['report sdk-load-failed']]);
    expect(tell(failed.phone, { type: 'reconnect-now' }).effects).to.deep.equal(['tab-rules']);
    const hanging = play(single({ tabRules: null }), [{ type: 'connect' }], [{ type: 'tick' }, NOW + 30_000]);
    expect(hanging.effects).to.deep.equal(['report sdk-load-failed']);
  });

  it('asks beside the connection when the attribute comes late', () => {
    const configured = {
      type: 'configured',
      maxAttempts: 10,
      credentials: 'provided-token',
      token: 'kept',
      singleTab: true,
      auto: true,
    } as const;
    const fetching = tell(phone([]), configured);
    expect([fetching.words, fetching.effects]).to.deep.equal(['connected', ['tab-rules']]);
    const asking = tell(fetching.phone, { type: 'tab-rules', rules: RULES, returning: false });
    expect([asking.words, asking.effects]).to.deep.equal(['connected', ['ask']]);
    const looked = play(asking.phone, [{ type: 'tick' }, NOW + 500], [{ type: 'tab-looked' }, NOW + 500]);
    expect(looked.words).to.equal('disconnected elsewhere open-elsewhere');
  });

  it('takes it back after a reload from the tab that had it meanwhile', () => {
    const asking = play(
      single({ tabRules: null }),
      [{ type: 'connect' }],
      [{ type: 'tab-rules', rules: RULES, returning: true }],
    );
    expect(asking.effects).to.deep.equal(['ask']);
    const taking = tell(asking.phone, { type: 'tick' }, NOW + 500);
    expect([taking.words, taking.effects]).to.deep.equal(['connecting', ['ask', 'take']]);
  });

  it('looks whether another has it when it does not get it soon, in case that it has only not heard of it', () => {
    const looking = play(single(), [{ type: 'connect' }], [{ type: 'tick' }, NOW + 500]);
    expect([looking.words, looking.effects]).to.deep.equal(['connecting', ['look']]);
    expect(tell(looking.phone, { type: 'tab-granted' }, NOW + 600).effects).to.deep.equal(
      tell(tell(single(), { type: 'connect' }).phone, { type: 'tab-granted' }).effects,
    );
  });

  it('says that it is open elsewhere when it does not get it', () => {
    expect([waiting.words, waiting.effects]).to.deep.equal([
      'disconnected elsewhere open-elsewhere',
      ['drop-socket', 'report! open-elsewhere'],
    ]);
  });

  it('takes it at the word of the user', () => {
    for (const type of ['connect', 'reconnect-now'] as const) {
      const taking = tell(waiting.phone, { type });
      expect([taking.words, taking.effects]).to.deep.equal(['connecting', ['ask', 'take']]);
    }
  });

  it('has the call that comes with it, as it was', () => {
    const [told] = [tell(waiting.phone, { type: 'connect' })];
    const other = phone([answered({ micMuted: true })]);
    const kept = keepCalls(viewPhone({ ...other, lastActiveCallId: 'call-1' }, null), NOW);
    const given = tell(told.phone, { type: 'tab-given', kept });
    expect(given.effects).to.deep.equal(['steal']);
    const [view] = viewPhone(given.phone, null).calls;
    expect(view).to.include({ state: 'reconnecting', micMuted: true, startedAt: THEN, answeredAt: THEN });
    const here = tell(given.phone, { type: 'tab-granted' });
    expect([here.words, here.effects]).to.deep.equal(['connecting', ['open-socket']]);
    expect(viewPhone(here.phone, null).calls[0]).to.include({ state: 'reconnecting' });
  });

  it('takes nothing that it did not ask for', () => {
    const kept = keepCalls(viewPhone(phone([answered()]), null), NOW);
    expect(tell(waiting.phone, { type: 'tab-given', kept }).phone.calls).to.deep.equal([]);
  });

  it('hands it over without a word to the server, the microphone off first', () => {
    const over = tell(holder([answered()]), { type: 'tab-asked', by: 'other' });
    expect(over.words).to.equal('disconnected elsewhere open-elsewhere');
    expect(over.effects).to.deep.equal(['mic off', 'hangup', 'drop-socket', 'report! open-elsewhere', 'hand-over']);
    expect(ends(over.phone)).to.deep.equal(['replaced']);
  });

  it('hangs up what cannot go along: a second call', () => {
    const over = tell(holder([answered(), answered({ id: 'call-2', held: true })]), { type: 'tab-asked', by: 'other' });
    expect(over.effects.slice(0, 2)).to.deep.equal(['mic off', 'hangup']);
    expect(over.effects).to.include('hangup with bye');
    expect(ends(over.phone)).to.deep.equal(['replaced', 'error']);
  });

  it('leaves to the other tab the call that was taken without asking', () => {
    const lost = tell(holder([answered()]), { type: 'tab-lost', taken: ['call-1'] });
    expect(lost.words).to.equal('disconnected elsewhere open-elsewhere');
    expect(lost.effects).not.to.include('hangup with bye');
    expect(ends(lost.phone)).to.deep.equal(['replaced']);
    expect(tell(lost.phone, { type: 'woke' }).effects).to.deep.equal(['ask']);
  });

  it('hangs up a call that was not taken along, since nobody else has it', () => {
    const lost = tell(holder([answered()]), { type: 'tab-lost', taken: [] });
    expect(lost.words).to.equal('disconnected elsewhere open-elsewhere');
    expect(lost.effects).to.include.members(['hangup with bye', 'close-session', 'ask']);
    expect(lost.effects).not.to.include('drop-socket');
    expect(viewPhone(lost.phone, null).calls[0]).to.include({ state: 'destroyed', cause: 'error' });
  });

  it('can have a call back that it handed over', () => {
    const before = holder([answered()]);
    const kept = keepCalls(viewPhone(before, null), NOW);
    const back = play(
      before,
      [{ type: 'tab-asked', by: 'other' }],
      [{ type: 'reconnect-now' }],
      [{ type: 'tab-given', kept }],
      [{ type: 'tab-granted' }],
    );
    expect(viewPhone(back.phone, null).calls.map(({ state }) => state)).to.deep.equal(['reconnecting']);
    expect(tell(back.phone, appeared({ attach: true })).effects).to.deep.equal(['mic on']);
  });

  it('takes over by itself, and at once, from a page that is gone', () => {
    const here = tell(waiting.phone, { type: 'tab-granted' });
    expect([here.words, here.effects]).to.deep.equal(['connecting', ['open-socket']]);
  });

  it('takes over later from a page whose call may come back, and does not', () => {
    const gone = play(waiting.phone, [{ type: 'tab-leaving' }], [{ type: 'tab-granted' }]);
    expect([gone.words, gone.effects]).to.deep.equal(['disconnected elsewhere open-elsewhere', ['let-go']]);
    const asking = tell(gone.phone, { type: 'tick' }, NOW + 3000);
    expect([asking.words, asking.effects]).to.deep.equal(['disconnected elsewhere open-elsewhere', ['ask']]);
    const here = tell(asking.phone, { type: 'tab-granted' }, NOW + 3001);
    expect([here.words, here.effects]).to.deep.equal(['connecting', ['open-socket']]);
  });

  it('shows that it can be used where it does not connect by itself', () => {
    const free = play({ ...waiting.phone, auto: false }, [{ type: 'tab-granted' }]);
    expect([free.words, free.effects]).to.deep.equal(['idle', ['let-go']]);
  });

  it('lets go of it with the connection, and stops waiting for it', () => {
    const held = phone([], IN.ready, { singleTab: true, tabRules: RULES, tab: HERE });
    expect(tell(held, { type: 'disconnect', forget: false }).effects).to.deep.equal(['close-session', 'let-go']);
    expect(tell(held, { type: 'release' }).effects).to.deep.equal(['close-session', 'let-go']);
    expect(tell(waiting.phone, { type: 'release' })).to.deep.include({ words: 'idle', effects: ['let-go'] });
    expect(tell(waiting.phone, { type: 'disconnect', forget: false }).effects).to.deep.equal([
      'close-session',
      'let-go',
    ]);
  });

  it('keeps it when nobody tries to connect any more', () => {
    expect(
      tell(phone([], IN.closed, { singleTab: true, tabRules: RULES, tab: HERE }), { type: 'tick' }).effects,
    ).to.deep.equal([]);
  });

  it('asks for it anew when the page comes back from the cache', () => {
    const stored = tell(phone([], IN.ready, { singleTab: true, tabRules: RULES, tab: HERE }), { type: 'cached' });
    expect(stored.effects).to.deep.equal(['let-go', 'drop-socket']);
    const woken = tell(stored.phone, { type: 'woke' });
    expect([woken.words, woken.effects]).to.deep.equal(['reconnecting signaling', ['ask']]);
    expect(tell(woken.phone, { type: 'tab-granted' }).effects).to.deep.equal(['open-socket']);
  });

  it('connects, or rests, when the attribute is taken away', () => {
    const configured = {
      type: 'configured',
      maxAttempts: 10,
      credentials: 'provided-token',
      token: 'kept',
    } as const;
    const asking = tell(single(), { type: 'connect' });
    expect(tell(asking.phone, configured).effects).to.deep.equal(['open-socket', 'let-go']);
    expect(tell(waiting.phone, configured)).to.deep.include({ words: 'idle', effects: ['let-go'] });
  });
});
