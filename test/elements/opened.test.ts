import { expect } from 'chai';
import { Opened } from '../../src/elements/phone/opened.ts';
import { aCall } from '../support/snapshots.ts';

const CALL = aCall({ id: 'a', answeredAt: 1 });
const OTHER = aCall({ id: 'b', answeredAt: 2 });
const OVER = aCall({ id: 'a', answeredAt: 1, state: 'destroyed', endedAt: 2 });

describe('what the user has opened in the phone', () => {
  let opened: Opened;
  let changes: number;
  beforeEach(() => {
    changes = 0;
    opened = new Opened(() => (changes += 1));
  });

  const seen = (): readonly unknown[] => [opened.recent, opened.adding, opened.choosing];
  const NOTHING = [false, null, false];

  it('is nothing at first, and there is nothing to close', () => {
    expect(seen()).to.deep.equal(NOTHING);
    expect(opened.close(false)).to.equal(false);
    expect(changes).to.equal(0);
  });

  it('is to be shown at once', () => {
    opened.show(true);
    opened.add(CALL);
    opened.choose(true, CALL);
    expect(seen()).to.deep.equal([true, 'a', true]);
    expect(changes).to.equal(3);
  });

  it('stays while the call stays that it was opened in', () => {
    opened.add(CALL);
    opened.choose(true, CALL);
    opened.follow(aCall({ id: 'a', answeredAt: 1, micMuted: true }), false);
    expect(seen()).to.deep.equal([false, 'a', true]);
  });

  it('gives way to another call', () => {
    opened.add(CALL);
    opened.choose(true, CALL);
    opened.follow(OTHER, false);
    expect(seen()).to.deep.equal(NOTHING);
  });

  it('gives way to the first call', () => {
    opened.choose(true, null);
    opened.follow(CALL, false);
    expect(opened.choosing).to.equal(false);
  });

  it('is not the number of another call once the last is over, but the devices stay under the hand', () => {
    opened.add(CALL);
    opened.choose(true, CALL);
    opened.follow(OVER, false);
    opened.follow(null, false);
    expect(seen()).to.deep.equal([false, null, true]);
    opened.follow(OTHER, false);
    expect(seen()).to.deep.equal(NOTHING);
    opened.choose(true, OVER);
    opened.follow(null, false);
    expect(opened.choosing, 'opened beside a call that is over').to.equal(true);
  });

  it('is not the number of another call once that is called', () => {
    opened.add(CALL);
    opened.follow(CALL, true);
    expect(opened.adding).to.equal(null);
  });

  it('is not the calls that are over once somebody calls, or is called', () => {
    opened.show(true);
    opened.follow(null, true);
    expect(opened.recent).to.equal(false);
    opened.show(true);
    opened.follow(CALL, false);
    expect(opened.recent).to.equal(false);
  });

  it('can be the calls that are over after a call, and in the middle of one to which another is added', () => {
    opened.show(true);
    opened.follow(OVER, false);
    expect(opened.recent).to.equal(true);
    opened.add(CALL);
    opened.follow(CALL, false);
    expect(opened.recent).to.equal(true);
  });

  it('closes by and by, from what is in front', () => {
    opened.add(CALL);
    opened.show(true);
    expect(opened.close(true)).to.equal(true);
    expect(seen()).to.deep.equal([false, 'a', false]);
    expect(opened.close(false)).to.equal(true);
    expect(seen()).to.deep.equal(NOTHING);
    expect(opened.close(false)).to.equal(false);
  });

  it('closes along with the devices', () => {
    opened.choose(true, CALL);
    changes = 0;
    expect(opened.close(false)).to.equal(true);
    expect(seen()).to.deep.equal(NOTHING);
    expect(changes).to.equal(1);
  });

  it('gives way to the entry of a number, which is one of another call in the middle of a call', () => {
    for (const [call, adding] of [
      [null, null],
      [OVER, null],
      [CALL, 'a'],
    ] as const) {
      opened.show(true);
      opened.choose(true, call);
      opened.enter(call);
      expect(seen()).to.deep.equal([false, adding, false]);
    }
  });
});
