import { expect } from 'chai';
import { mediaWakeAt } from '../../src/machines/call-media.ts';
import type { CallMachine } from '../../src/machines/call-state.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import { stepPhone } from '../../src/machines/root.ts';
import { viewPhone } from '../../src/machines/view.ts';
import { after, play, tick } from '../support/call-play.ts';
import {
  answered,
  aQuality,
  appeared,
  call,
  callInWords,
  connection,
  IN,
  NOW,
  peer,
  pending,
  phone,
  progress,
  recovering,
  sampled,
  THEN,
} from '../support/machines.ts';

const wakeAt = (before: CallMachine, at = NOW): number | null =>
  stepPhone(phone([before]), { type: 'loaded' }, at).wakeAt;

describe('call: when media is lost', () => {
  it('a peer disconnected for a second counts as lost, not sooner', () => {
    const shaky = play(answered(), [NOW, peer('disconnected')]);
    expect(wakeAt(shaky)).to.equal(THEN + 1000);
    expect(after({ ...shaky }, tick, NOW + 999)).to.equal('active > sample');
    expect(after(shaky, tick, NOW + 1000)).to.equal('reconnecting > sample, probe');
  });

  it('a peer that is made anew instead counts as lost after the same second, unless it never was connected', () => {
    const restarted = play(answered(), [NOW, peer('disconnected')], [NOW + 20, peer('connecting')]);
    expect(after(restarted, tick, NOW + 999)).to.equal('active > sample');
    expect(after(restarted, tick, NOW + 1000)).to.equal('reconnecting > sample, probe');
    const setUp = answered({}, { met: false, apartSince: THEN, peer: 'connecting' });
    expect(after(setUp, tick, NOW + 1000)).to.equal('active > sample');
  });

  it('a peer that reconnects within the second was never lost', () => {
    const back = play(
      answered(),
      [NOW, peer('disconnected')],
      [NOW + 500, peer('connected')],
      [NOW + 600, peer('disconnected')],
    );
    expect(callInWords(back)).to.equal('active');
    expect(after(back, tick, NOW + 1599)).to.equal('active > sample');
    expect(after(back, tick, NOW + 1600)).to.equal('reconnecting > sample, probe');
  });

  it('is noticed in a sample too', () => {
    expect(after(answered(), sampled({ peer: 'failed' }), NOW)).to.equal('reconnecting > probe');
    expect(after(answered(), sampled({ peer: 'closed' }), NOW)).to.equal('reconnecting > probe');
    expect(after(answered(), sampled({ peer: 'connecting' }), NOW)).to.equal('active');
    expect(after(answered(), sampled({ peer: 'new' }), NOW)).to.equal('active');
  });

  it('is one loss however the state flaps', () => {
    const flapping = play(
      answered(),
      [NOW, peer('failed')],
      [NOW + 50, peer('connecting')],
      [NOW + 90, peer('connected')],
      [NOW + 100, peer('disconnected')],
      [NOW + 200, progress('recovering')],
      [NOW + 300, peer('failed')],
    );
    expect(callInWords(flapping)).to.equal('reconnecting');
    expect(flapping.media.recovery?.since).to.equal(NOW);
    expect(flapping.recoveries).to.equal(0);
  });

  it('a connected peer to which nothing at all arrives is lost too, a silent party is not', () => {
    const silent = (arrivals: number | null): MachineEvent => sampled({ inboundPackets: 100, arrivals });
    const quiet = play(answered(), [NOW, silent(50)]);
    expect(callInWords(play(quiet, [NOW + 7499, silent(50)]))).to.equal('active stalled');
    const dead = play(quiet, [NOW + 7500, silent(50)]);
    expect(callInWords(dead)).to.equal('reconnecting stalled');
    expect(callInWords(play(dead, [NOW + 20_000, silent(50)]))).to.equal('reconnecting stalled');
    expect(callInWords(play(quiet, [NOW + 60_000, tick]))).to.equal('active stalled');
    expect(after(dead, tick, NOW + 37_499)).to.match(/^reconnecting/);
    expect(after(dead, tick, NOW + 37_500)).to.match(/^destroyed error > .*report! media-failed$/);
    expect(callInWords(play(dead, [NOW + 9000, sampled({ inboundPackets: 101, arrivals: 51 })]))).to.equal('active');
    expect(callInWords(play(quiet, [NOW + 7000, silent(51)], [NOW + 14_000, silent(51)]))).to.equal('active stalled');
    expect(callInWords(play(quiet, [NOW + 7500, silent(null)]))).to.equal('active stalled');
    const held = play(answered({ held: true }), [NOW, silent(50)], [NOW + 7500, silent(50)]);
    expect(callInWords(held)).to.equal('reconnecting stalled on-hold');
    expect(callInWords(play(held, [NOW + 9000, silent(51)]))).to.equal('held stalled');
  });

  it('in an unanswered call is nothing to recover', () => {
    const ringing = call({ stage: 'ringing', accepted: true });
    expect(after(ringing, peer('failed'), NOW)).to.equal('ringing');
    expect(after(ringing, progress('recovering'), NOW)).to.equal('ringing');
  });

  it('before the answer shows at the first look after it', () => {
    const failed = play(call({ direction: 'outbound', stage: 'ringing', accepted: true }), [NOW, peer('failed')]);
    expect(after(failed, progress('answered'), NOW + 10)).to.equal('active > mic on');
    const answeredCall = play(failed, [NOW + 10, progress('answered')]);
    expect(after(answeredCall, tick, NOW + 20)).to.equal('reconnecting > probe');
  });
});

describe('call: when media is back', () => {
  it('needs a connected peer and packets, where packets came before', () => {
    const lost = recovering();
    expect(after(lost, sampled({ peer: 'connecting', inboundPackets: 150 }), NOW)).to.equal('reconnecting');
    expect(after(lost, sampled({ peer: 'connected', inboundPackets: 100 }), NOW)).to.equal('reconnecting');
    expect(after(lost, sampled({ peer: 'connected', inboundPackets: 101 }), NOW)).to.equal('active');
  });

  it('needs no packets where none came before', () => {
    const quiet = recovering({}, { recovery: { since: THEN, packetsExpected: false, packetsAt: 0 } });
    expect(after(quiet, peer('connected'), NOW)).to.equal('active');
    const neverHeard = play(answered({}, { inboundSeen: false }), [NOW, peer('failed')], [NOW + 1, peer('connected')]);
    expect(callInWords(neverHeard)).to.equal('active');
    const stalled = play(
      answered({}, { stalled: true, inboundAt: THEN - 5000 }),
      [NOW, peer('failed')],
      [NOW + 1, peer('connected')],
    );
    expect(callInWords(stalled)).to.equal('active stalled');
    const held = play(answered({ held: true }), [NOW, peer('failed')], [NOW + 1, peer('connected')]);
    expect(callInWords(held)).to.equal('held');
  });

  it('knows that packets came from having seen one', () => {
    const ringing = call({ stage: 'ringing', accepted: true });
    const talking = play(ringing, [NOW, progress('answered')], [NOW + 10, peer('connected')]);
    const lost = (...before: [number, MachineEvent][]): string =>
      callInWords(play(talking, ...before, [NOW + 30, peer('failed')], [NOW + 40, peer('connected')]));
    expect(lost()).to.equal('active');
    expect(lost([NOW + 20, sampled({ inboundPackets: 0 })])).to.equal('active');
    expect(lost([NOW + 20, sampled({ inboundPackets: 1 })])).to.equal('reconnecting');
    expect(lost([NOW + 20, sampled({ inboundPackets: 1 })], [NOW + 25, sampled({ inboundPackets: 1 })])).to.equal(
      'reconnecting',
    );
  });

  it('remembers from the beginning of the loss whether packets are to be expected', () => {
    const lost = play(
      answered(),
      [NOW, peer('failed')],
      [NOW + 4000, tick],
      [NOW + 4100, appeared({ object: 2, attach: true })],
    );
    expect(callInWords(lost)).to.equal('reconnecting stalled object-2');
    expect(lost.media.recovery).to.deep.equal({ since: NOW, packetsExpected: true, packetsAt: 0 });
    expect(callInWords(play(lost, [NOW + 4200, peer('connected', 2)]))).to.equal('reconnecting stalled object-2');
  });

  it('counts the packets of a new object from nothing', () => {
    const back = play(
      answered(),
      [NOW, appeared({ object: 2, attach: true })],
      [NOW + 100, sampled({ inboundPackets: 1 }, 2)],
    );
    expect(callInWords(back)).to.equal('active object-2');
    expect(back.recoveries).to.equal(1);
  });

  it('a packet from before the second loss proves nothing', () => {
    const again = play(
      recovering(),
      [NOW, sampled({ peer: 'connecting', inboundPackets: 130 })],
      [NOW + 10, progress('recovering')],
    );
    expect(after(again, peer('connected'), NOW + 20)).to.equal('reconnecting');
    expect(after(again, sampled({ inboundPackets: 131 }), NOW + 20)).to.equal('active');
  });

  it('ten seconds connected without a packet are the silence of the other side', () => {
    const connected = play(recovering(), [NOW, peer('connected')]);
    expect(after(connected, tick, NOW + 9999)).to.equal('reconnecting stalled > sample, probe');
    expect(after(connected, tick, NOW + 10_000)).to.equal('active stalled > sample, probe');
  });

  it('and those count from the loss when the peer was connected all along', () => {
    const announced = play(answered(), [NOW + 500, progress('recovering')]);
    expect(after(announced, tick, NOW + 10_499)).to.match(/^reconnecting/);
    expect(after(announced, tick, NOW + 10_500)).to.match(/^active/);
  });

  it('is counted', () => {
    const twice = play(
      answered(),
      [NOW, peer('failed')],
      [NOW + 1, sampled({ inboundPackets: 150 })],
      [NOW + 2, peer('failed')],
      [NOW + 3, sampled({ inboundPackets: 160 })],
    );
    expect(twice.recoveries).to.equal(2);
    expect(twice.media.recovery).to.equal(null);
  });
});

describe('call: when media does not come back', () => {
  it('ends after half a minute without a connected peer', () => {
    const lost = recovering({ reattachBy: null });
    expect(after(lost, tick, THEN + 29_999)).to.match(/^reconnecting/);
    expect(after(lost, tick, THEN + 30_000)).to.equal(
      'destroyed error > mic off, hangup with bye, report! media-failed',
    );
  });

  it('ends, too, when it never came about', () => {
    const never = answered({ answeredAt: NOW }, { peer: 'connecting', apartSince: THEN, met: false });
    expect(after(never, tick, NOW + 29_999)).to.match(/^reconnecting/);
    expect(after(never, tick, NOW + 30_000)).to.match(/^destroyed error > .*report! media-failed$/);
    const later = answered({}, { peer: 'connecting', apartSince: NOW + 50, met: false });
    expect(after(later, tick, NOW + 30_049)).to.match(/^reconnecting/);
    expect(after(later, tick, NOW + 30_050)).to.match(/^destroyed error/);
  });

  it('is lost from the first, when for as long as on a silent path nothing has come about', () => {
    const never = answered({ answeredAt: NOW }, { peer: 'connecting', apartSince: THEN, met: false });
    expect(after(never, tick, NOW + 7499)).to.match(/^active/);
    expect(after(never, tick, NOW + 7500)).to.match(/^reconnecting/);
    expect(mediaWakeAt({ ...never, media: { ...never.media, sampledAt: NOW + 7000, stalled: true } })).to.equal(
      NOW + 7500,
    );
    const lost = play(never, [NOW + 7500, tick]);
    expect(after(lost, peer('connected'), NOW + 9000)).to.match(/^active/);
  });

  it('lives on while the peer is connected', () => {
    const silent = play(recovering(), [NOW, peer('connected')]);
    expect(after(silent, tick, THEN + 40_000)).to.match(/^active stalled/);
  });

  it('ends, too, when the peer goes on connecting for ever', () => {
    const connecting = play(answered(), [NOW + 1000, peer('connecting')], [NOW + 1500, peer('new')]);
    expect(after(connecting, tick, NOW + 30_999)).to.match(/^reconnecting/);
    expect(after(connecting, tick, NOW + 31_000)).to.match(/^destroyed error/);
    const atLast = play(connecting, [NOW + 3000, peer('connected')], [NOW + 4000, peer('connecting')]);
    expect(after(atLast, tick, NOW + 33_999)).to.match(/^reconnecting/);
    expect(after(atLast, tick, NOW + 34_000)).to.match(/^destroyed error/);
  });

  it('does not count the time without signaling', () => {
    const lost = recovering();
    expect(after(lost, tick, THEN + 600_000, connection({ name: 'offline' }))).to.match(/^reconnecting/);
    const restored = connection({ name: 'ready' }, { readyAt: THEN + 600_000, heardAt: THEN + 600_000 });
    expect(after(lost, tick, THEN + 629_999, restored)).to.match(/^reconnecting/);
    expect(after(lost, tick, THEN + 630_000, restored)).to.match(/^destroyed error/);
  });

  it('an unanswered call is not ended for it', () => {
    expect(after(call({ stage: 'ringing', accepted: true }), tick, THEN + 60_000)).to.equal('ringing > sample');
  });

  it('ends at once when nobody is connecting any more', () => {
    expect(after(recovering(), tick, NOW, IN.closed)).to.equal(
      'destroyed error owes-bye > mic off, hangup, report! session-lost',
    );
    expect(after(answered(), tick, NOW, IN.closed)).to.equal('active');
    expect(after(answered({}, { inboundAt: NOW - 3000 }), tick, NOW, IN.closed)).to.match(/^destroyed error owes-bye/);
    expect(after(answered({ held: true }, { inboundAt: NOW - 3000 }), tick, NOW, IN.closed)).to.equal('held stalled');
  });
});

describe('call: packets from the other side', () => {
  const view = (one: CallMachine): string | null => viewPhone(phone([one]), null).calls[0]!.remoteMedia;

  it('have stalled after three seconds without one, and flow with the next', () => {
    const call3 = answered({}, { inboundAt: NOW });
    expect(wakeAt(answered({}, { inboundAt: NOW - 2500, sampledAt: NOW }))).to.equal(NOW + 500);
    expect(after(call3, tick, NOW + 2999)).to.equal('active > sample');
    expect(after(call3, tick, NOW + 3000)).to.equal('active stalled > sample, probe');
    const stalled = play(call3, [NOW + 3000, tick]);
    expect(view(stalled)).to.equal('stalled');
    expect(view(play(stalled, [NOW + 3100, sampled({ inboundPackets: 100 })]))).to.equal('stalled');
    expect(view(play(stalled, [NOW + 3100, sampled({ inboundPackets: 101 })]))).to.equal('flowing');
  });

  it('are counted from the answer, and from the end of a hold', () => {
    const ringing = call({ stage: 'ringing', accepted: true });
    const fresh = play(ringing, [NOW + 60_000, progress('answered')]);
    expect(view(fresh)).to.equal('flowing');
    const held = answered({ held: true, pending: [pending('unhold')] }, { stalled: true });
    expect(view(held)).to.equal(null);
    expect(view(play(held, [NOW + 60_000, progress('answered')]))).to.equal('flowing');
  });

  it('never count backwards', () => {
    const glitch = play(answered(), [NOW, sampled({ inboundPackets: 0 })]);
    expect(glitch.media.inboundPackets).to.equal(100);
    const again = play(glitch, [NOW + 1000, sampled({ inboundPackets: 100 })]);
    expect(again.media.inboundAt).to.equal(THEN);
  });

  it('do not matter before the answer and after the end', () => {
    expect(view(call({ stage: 'ringing' }))).to.equal(null);
    expect(view(answered({ stage: 'ended' }))).to.equal(null);
    expect(view(recovering({}, { stalled: true }))).to.equal('stalled');
  });

  it('tell the quality that was measured, which is unknown again on a new object', () => {
    const quality = aQuality({ level: 'fair' });
    const measured = play(answered(), [NOW, sampled({ quality })]);
    expect(measured.media.quality).to.equal(quality);
    expect(play(measured, [NOW + 10, appeared({ object: 2, attach: true })]).media.quality).to.equal(null);
  });
});

describe('call: looking at the packets', () => {
  it('happens every second, and four times as often while it recovers', () => {
    expect(wakeAt(answered())).to.equal(THEN + 1000);
    expect(wakeAt(recovering())).to.equal(THEN + 250);
    expect(after(answered(), tick, THEN + 999)).to.equal('active');
    expect(after(answered(), tick, THEN + 1000)).to.equal('active > sample');
    expect(after(recovering(), tick, THEN + 249)).to.equal('reconnecting');
    expect(after(recovering(), tick, THEN + 250)).to.equal('reconnecting > sample');
    expect(play(answered(), [THEN + 1500, tick]).media.sampledAt).to.equal(THEN + 1500);
  });

  it('begins when there is something to look at, and ends with the call', () => {
    expect(wakeAt(call({ object: 0 }))).to.equal(null);
    expect(after(call({ object: 0 }), tick, NOW + 60_000)).to.equal('new object-0');
    expect(wakeAt(call())).to.equal(THEN + 1000);
    expect(wakeAt(answered({ stage: 'ended' }))).to.equal(null);
  });

  it('is not the only thing to wake for', () => {
    expect(wakeAt(answered({ reattachBy: NOW + 1 }))).to.equal(NOW + 1);
    const shaky = { peer: 'disconnected', apartSince: NOW - 900, sampledAt: NOW } as const;
    expect(wakeAt(answered({}, shaky))).to.equal(NOW + 100);
    expect(wakeAt(answered({}, { ...shaky, peer: 'connecting' }))).to.equal(NOW + 100);
    expect(wakeAt(answered({}, { ...shaky, peer: 'connecting', met: false }))).to.equal(NOW + 1000);
    expect(wakeAt(answered({ pending: [pending('dtmf', { deadline: NOW + 2 })] }))).to.equal(NOW + 2);
    expect(wakeAt(answered({}, { stalled: true, inboundAt: NOW - 9000, sampledAt: NOW }))).to.equal(NOW + 1000);
    expect(wakeAt(recovering({}, { peer: 'disconnected', apartSince: NOW - 990, sampledAt: NOW }))).to.equal(NOW + 250);
  });
});
