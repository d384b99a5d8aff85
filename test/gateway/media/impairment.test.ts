import { expect } from 'chai';
import type { Impairment } from '../../../demo/gateway/core/routes.ts';
import { Line } from '../../../demo/gateway/media/impairment.ts';
import { slowDown } from '../../../demo/gateway/media/slow-transport.ts';
import type { Datagrams } from '../../../demo/gateway/media/slow-transport.ts';

const bad = (about: Partial<Impairment>): Impairment => ({ loss: 0, delayMs: 0, jitterMs: 0, ...about });

/** Chance that goes through these numbers, again and again. */
function chance(...numbers: number[]): () => number {
  let next = 0;
  return () => numbers[next++ % numbers.length]!;
}

describe('gateway: a bad line', () => {
  it('loses the share that it is to lose', () => {
    const line = new Line(chance(...Array.from({ length: 100 }, (_, index) => index / 100)));
    const lost = Array.from({ length: 500 }, () => line.loses(bad({ loss: 0.2 }))).filter(Boolean);
    expect(lost).to.have.length(100);
  });

  it('loses nothing without loss, and everything with a loss of one', () => {
    const line = new Line(chance(0, 0.999));
    expect([line.loses(null), line.loses(bad({ delayMs: 50 }))]).to.deep.equal([false, false]);
    expect([line.loses(bad({ loss: 1 })), line.loses(bad({ loss: 1 }))]).to.deep.equal([true, true]);
  });

  it('is late by the delay, and by a part of the jitter', () => {
    const line = new Line(chance(0, 0.5, 0.25));
    const impairment = bad({ delayMs: 100, jitterMs: 40 });
    expect([0, 100, 200].map((at) => line.lateness(impairment, at))).to.deep.equal([100, 120, 110]);
  });

  it('lets nothing overtake what came before', () => {
    const line = new Line(chance(1, 0, 0.5));
    const impairment = bad({ jitterMs: 60 });
    expect([0, 20, 40].map((at) => at + line.lateness(impairment, at))).to.deep.equal([60, 60, 70]);
    expect(line.lateness(null, 50), 'the rest of the way, on a line that is good again').to.equal(20);
    expect(line.lateness(null, 71)).to.equal(0);
  });
});

describe('gateway: a slow transport', () => {
  it('passes everything on in its order, later, and at once when it is not slow', async () => {
    const seen: string[] = [];
    const transport: Datagrams = {
      onData: (data, [host]) => seen.push(`${host} says ${data.toString()}`),
      send: (data) => Promise.resolve(void seen.push(`sent ${data.toString()}`)),
    };
    let ms = 0;
    slowDown(transport, { in: () => ms, out: () => ms });
    transport.onData(Buffer.from('a'), ['client', 1]);
    await transport.send(Buffer.from('b'));
    expect(seen).to.deep.equal(['client says a', 'sent b']);
    ms = 20;
    transport.onData(Buffer.from('c'), ['client', 1]);
    ms = 0;
    transport.onData(Buffer.from('d'), ['client', 1]);
    expect(seen, 'not before what is still on its way').to.have.length(2);
    ms = 5;
    await transport.send(Buffer.from('e'));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(seen.slice(2).sort()).to.deep.equal(['client says c', 'client says d', 'sent e']);
    expect(seen.indexOf('client says c')).to.be.below(seen.indexOf('client says d'));
  });

  it('does not mind a socket that has been closed meanwhile', async () => {
    const transport: Datagrams = { onData: () => {}, send: () => Promise.reject(new Error('closed')) };
    slowDown(transport, { in: () => 0, out: () => 0 });
    await transport.send(Buffer.from('late'));
    await new Promise((resolve) => setTimeout(resolve));
  });
});
