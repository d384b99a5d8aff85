import { expect } from 'chai';
import { KeptSound } from '../../src/client/kept-sound.ts';
import type { Outlet } from '../../src/client/outlet.ts';
import { RingBell, type LoadRinger } from '../../src/client/ring-bell.ts';
import type { Ringer } from '../../src/client/lazy/ringer.ts';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import { aSnapshot } from '../support/snapshots.ts';

const incoming: Partial<CallSnapshot> = { id: 'in', direction: 'inbound', state: 'ringing' };
const outgoing: Partial<CallSnapshot> = { id: 'out', direction: 'outbound', state: 'ringing' };
const ringing = aSnapshot({}, incoming);
const silent = aSnapshot();

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the bell', () => {
  let heard: string[];
  let outlets: (Outlet | null)[];
  class Recorded {
    ring(ring: string, url: string | null, outlet: Outlet | null): void {
      heard.push(url === null ? ring : `${ring} ${url}`);
      outlets.push(outlet);
    }
    stop(): void {
      heard.push('stop');
    }
  }
  let load: LoadRinger;
  beforeEach(() => {
    heard = [];
    outlets = [];
    load = () => Promise.resolve(Recorded as unknown as typeof Ringer);
  });
  const bell = (): RingBell => new RingBell(load, { kept: new KeptSound(() => undefined), failed: () => undefined });

  it('rings once, however often the snapshot changes, and stops', async () => {
    const one = bell();
    one.follow(ringing, {});
    await settled();
    one.follow(aSnapshot({}, incoming, { state: 'held' }), {});
    one.follow(silent, {});
    await settled();
    expect(heard).to.deep.equal(['ringtone', 'stop']);
  });

  it("rings with the page's own sounds", async () => {
    const one = bell();
    one.follow(ringing, { ringtone: '/ring.mp3', ringback: '/back.mp3' });
    await settled();
    one.follow(aSnapshot({}, outgoing), { ringtone: '/ring.mp3', ringback: '/back.mp3' });
    await settled();
    expect(heard).to.deep.equal(['ringtone /ring.mp3', 'ringback /back.mp3']);
  });

  it('is heard on the ringer when somebody calls, and where calls are heard by whoever is in one', async () => {
    const [speaker, ringer] = [{} as Outlet, {} as Outlet];
    const one = bell();
    for (const chosen of [false, true]) {
      if (chosen) one.comeOutOf({ speaker, ringer });
      for (const snapshot of [ringing, aSnapshot({}, outgoing), aSnapshot({}, { state: 'active' }, incoming), silent]) {
        one.follow(snapshot, {});
        await settled();
      }
    }
    expect(outlets.slice(0, 3)).to.deep.equal([null, null, null]);
    expect(outlets.slice(3).map((outlet) => (outlet === ringer ? 'ringer' : 'speaker'))).to.deep.equal([
      'ringer',
      'speaker',
      'speaker',
    ]);
  });

  it('has a tone of its own for a call that waits, whatever the page rings with', async () => {
    const one = bell();
    one.follow(aSnapshot({}, { state: 'active' }, incoming), { ringtone: '/ring.mp3' });
    await settled();
    expect(heard).to.deep.equal(['waiting']);
  });

  it('falls silent when nobody is there any more who could do anything about it', async () => {
    const one = bell();
    one.follow(ringing, {});
    await settled();
    one.follow(null, {});
    one.follow(ringing, {});
    await settled();
    expect(heard).to.deep.equal(['ringtone', 'stop', 'ringtone']);
  });

  it('does not begin when the call is over before the sound is there', async () => {
    const one = bell();
    one.follow(ringing, {});
    one.follow(silent, {});
    await settled();
    expect(heard).to.deep.equal([]);
  });

  it('is no trouble to anybody where no sound can be made', async () => {
    class Mute {
      ring(): void {
        throw new Error('no sound here');
      }
      stop(): void {
        heard.push('stop');
      }
    }
    load = () => Promise.resolve(Mute as unknown as typeof Ringer);
    const one = bell();
    one.follow(ringing, {});
    await settled();
    one.follow(silent, {});
    expect(heard).to.deep.equal(['stop']);
  });

  it('tries again with the next call when the sound could not be fetched, under another number', async () => {
    const good = load;
    const attempts: number[] = [];
    load = (attempt) => (attempts.push(attempt) === 1 ? Promise.reject(new Error('offline')) : good(attempt));
    const one = bell();
    for (let calls = 0; calls < 3; calls++) {
      one.follow(ringing, {});
      await settled();
      one.follow(silent, {});
    }
    expect([heard, attempts]).to.deep.equal([
      ['ringtone', 'stop', 'ringtone', 'stop'],
      [0, 1],
    ]);
  });

  it('can be stopped, also when a call followed another before the sound was there', async () => {
    let made = 0;
    class Numbered {
      readonly #number = ++made;
      ring(): void {
        heard.push(`ring ${this.#number}`);
      }
      stop(): void {
        heard.push(`stop ${this.#number}`);
      }
    }
    load = async () => {
      await settled();
      return Numbered as unknown as typeof Ringer;
    };
    const one = bell();
    for (const snapshot of [ringing, silent, ringing]) one.follow(snapshot, {});
    await settled();
    await settled();
    one.follow(silent, {});
    expect([...new Set(heard)]).to.deep.equal(['ring 1', 'stop 1']);
  });
});
