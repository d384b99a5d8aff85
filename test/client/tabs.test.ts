import { expect } from 'chai';
import { Tabs, type TabPart, type TabsHost } from '../../src/client/tabs.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { createTabRules } from '../../src/machines/lazy/tab-rules.ts';
import { TAB_KIT } from '../../src/machines/tab-state.ts';

const nothing = (): void => undefined;
const rules = createTabRules(TAB_KIT);
const lock = { run: nothing, handOver: nothing, follow: nothing, leave: nothing, sure: () => Promise.resolve() };

describe('what single-tab needs', () => {
  let told: MachineEvent[];
  let attempts: number[];
  let found: TabPart | null;
  let tabs: Tabs;
  beforeEach(() => {
    told = [];
    attempts = [];
    found = { rules, lock, returning: false };
    const host: TabsHost = {
      dispatch: (event) => told.push(event),
      now: () => 0,
      identity: () => null,
      takeUp: nothing,
      warn: nothing,
    };
    tabs = new Tabs(host, (_host, attempt) => {
      attempts.push(attempt);
      return found === null ? Promise.reject(new TypeError('not fetched')) : Promise.resolve(found);
    });
  });

  it('is fetched once, and is there before the machine hears of it', async () => {
    expect(tabs.lock).to.equal(null);
    await Promise.all([tabs.fetch(), tabs.fetch()]);
    await tabs.fetch();
    expect(tabs.lock).to.equal(lock);
    expect([attempts, told]).to.deep.equal([[0], [{ type: 'tab-rules', rules, returning: false }]]);
  });

  it('is fetched anew when it could not be, under another number', async () => {
    const there = found;
    found = null;
    await tabs.fetch();
    expect(told).to.deep.equal([{ type: 'load-failed', code: 'sdk-load-failed', final: false }]);
    expect(tabs.lock).to.equal(null);
    found = there;
    await tabs.fetch();
    expect([attempts, told.length, tabs.lock]).to.deep.equal([[0, 1], 2, lock]);
  });
});
