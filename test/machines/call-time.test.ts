import { expect } from 'chai';
import { after, play, tick } from '../support/call-play.ts';
import { happen } from '../support/call-tables.ts';
import {
  answered,
  appeared,
  asked,
  call,
  callInWords,
  IN,
  microphoneGiven,
  NOW,
  peer,
  pending,
  phone,
  progress,
  recovering,
  sampled,
  SOCKET,
  THEN,
} from '../support/machines.ts';

describe('call: being brought back', () => {
  const restore = { type: 'registered', socket: SOCKET } as const;

  it('may take the server ten seconds', () => {
    const awaited = play(answered({}, { inboundAt: NOW + 20_000 }), [NOW, { type: 'loaded' }]);
    const restored = happen(phone([awaited], IN.registering), restore, NOW).phone.calls[0]!;
    expect(restored.reattachBy).to.equal(NOW + 10_000);
    expect(after(restored, tick, NOW + 9999)).to.equal('active awaited > sample');
    // Its audio shows that it lives.
    expect(after(restored, tick, NOW + 10_000)).to.equal('active orphaned > sample');
  });

  it('or else it ends, when it has no audio', () => {
    const lost = recovering({ reattachBy: THEN + 10_000 });
    expect(after(lost, tick, THEN + 9999)).to.match(/^reconnecting/);
    expect(after(lost, tick, THEN + 10_000)).to.equal(
      'destroyed error > mic off, hangup with bye, report! session-lost',
    );
    const ringing = call({ stage: 'ringing', accepted: true, reattachBy: THEN + 10_000 });
    expect(after(ringing, tick, THEN + 9999)).to.equal('ringing awaited > sample');
    expect(after(ringing, tick, THEN + 10_000)).to.equal(
      'destroyed error > mic off, hangup with bye, report! session-lost',
    );
    const held = answered({ held: true, reattachBy: THEN + 10_000 });
    expect(after(held, tick, THEN + 10_000)).to.match(/^held stalled orphaned/);
  });

  it('has a second if the server names the calls that it brings back, and not this one', () => {
    const named = (callIds: string[] | null) =>
      happen(phone([answered({}, { inboundAt: NOW })], IN.registering), {
        type: 'reattaching',
        socket: SOCKET,
        callIds,
      });
    const restored = (callIds: string[] | null) => happen(named(callIds).phone, restore, NOW).phone.calls[0]!;
    expect(restored(['call-1']).reattachBy).to.equal(NOW + 10_000);
    expect(restored(null).reattachBy).to.equal(NOW + 10_000);
    const dropped = restored(['another']);
    expect(dropped.reattachBy).to.equal(NOW + 1000);
    expect(after(dropped, tick, NOW + 999)).to.equal('active awaited unlisted > sample');
    const over = 'destroyed error unlisted > mic off, hangup with bye, report! session-lost';
    expect(after(dropped, tick, NOW + 1000)).to.equal(over);
    expect(after({ ...dropped, held: true }, tick, NOW + 1000)).to.equal(over);
    // Packets that came after the server had spoken are of a call that lives.
    const heard = play(dropped, [NOW + 600, sampled()]);
    expect(after(heard, tick, NOW + 1000)).to.equal('active unlisted orphaned > sample');
    expect(after(heard, tick, NOW + 3600)).to.match(/^destroyed error/);
    // And whatever it said, it can bring the call back.
    const back = play(dropped, [NOW + 500, appeared({ object: 2, attach: true })], [NOW + 600, sampled({}, 2)]);
    expect(after(back, tick, NOW + 1000)).to.equal('active object-2 > sample');
  });

  it('what the server names is of this session alone', () => {
    const dropped = answered({ unlisted: true, reattachBy: NOW + 1000 });
    expect(after(dropped, { type: 'socket-lost', socket: SOCKET }, NOW)).to.equal('active');
    const stale = { type: 'reattaching', socket: SOCKET - 1, callIds: [] } as const;
    expect(after(answered(), stale, NOW)).to.equal('active');
    // A call that is back already cannot be missing.
    const early = answered({ reattached: true });
    expect(after(early, { type: 'reattaching', socket: SOCKET, callIds: [] }, NOW, IN.registering)).to.equal('active');
  });

  it('looks closely while it has that second', () => {
    const dropped = answered({ unlisted: true, reattachBy: NOW + 1000 }, { sampledAt: NOW, inboundAt: NOW });
    expect(after(dropped, tick, NOW + 249)).to.equal('active awaited unlisted');
    expect(after(dropped, tick, NOW + 250)).to.equal('active awaited unlisted > sample');
  });

  it('asks to be held again, and does not say so any more when that is refused again and again', () => {
    const refused = { type: 'hold-failed', callId: 'call-1', object: 1 } as const;
    const held = answered({ held: true });
    expect(after(held, refused, NOW)).to.equal('held > hold');
    const again = play(held, [NOW, refused], [NOW + 10, refused]);
    // Whoever pressed hold must not be heard; and what is shown is so.
    expect(after(again, refused, NOW + 20)).to.equal('active muted > warn command-timeout');
    // While the connection is down nobody can be asked.
    expect(after(again, refused, NOW + 20, IN.waiting)).to.equal('held');
    expect(play(again, [NOW + 20, progress('held')]).holdsRefused).to.equal(0);
  });

  it('is not held at the server by a hold whose answer never came', () => {
    const holding = answered({ pending: [pending('hold')] });
    const lost = happen(phone([holding]), { type: 'socket-lost', socket: SOCKET }, NOW).phone.calls[0]!;
    const back = play(lost, [NOW + 10, appeared({ object: 2, attach: true })]);
    expect(after(back, progress('answered', 2), NOW + 20)).to.match(/> unhold, mic on$/);
    // Once is enough.
    const resumed = play(back, [NOW + 20, progress('answered', 2)]);
    expect(after(resumed, progress('answered', 2), NOW + 30)).to.match(/> mic on$/);
    // The server that brings it back held has heard it after all.
    const held = play(back, [NOW + 20, progress('held', 2)]);
    expect(held).to.include({ held: true, holdUnsure: false });
    // The same where its time was up, or the SDK said that it failed.
    const late = play(answered({ pending: [pending('hold', { deadline: NOW })] }), [NOW, tick]);
    const failed = play(holding, [NOW, { type: 'hold-failed', callId: 'call-1', object: 1 }]);
    for (const unsure of [late, failed]) {
      expect(after(unsure, progress('answered'), NOW + 20)).to.match(/> unhold, mic on$/);
    }
  });

  it('an orphan ends with its audio', () => {
    const orphan = answered({ orphaned: true }, { inboundAt: NOW });
    expect(after(orphan, tick, NOW + 2999)).to.equal('active orphaned > sample');
    expect(after(orphan, tick, NOW + 3000)).to.match(
      /^destroyed error orphaned > mic off, hangup with bye, report! session-lost/,
    );
    expect(after(recovering({ orphaned: true }), tick, NOW)).to.match(/^destroyed error/);
  });

  it('an orphan whose audio returned by itself is one no more', () => {
    expect(after(recovering({ orphaned: true }), sampled({ inboundPackets: 150 }), NOW)).to.equal('active');
  });

  it('a new outage, and a new return, give the server its time again', () => {
    expect(after(answered({ orphaned: true }), { type: 'socket-lost', socket: SOCKET }, NOW)).to.equal('active');
    expect(after(answered({ orphaned: true }), restore, NOW, IN.registering)).to.equal('active awaited');
  });

  it('is told once for each object', () => {
    const back = play(
      answered(),
      [NOW, appeared({ object: 2, attach: true })],
      [NOW + 9, sampled({ inboundPackets: 1 }, 2)],
    );
    expect(after(back, appeared({ object: 2, attach: true }), NOW + 10)).to.equal('active object-2');
  });

  it('keeps hold and mute, and what is known of the call', () => {
    const before = answered({ held: true, micMuted: true, recoveries: 1, startedAt: 5, answeredAt: 6 });
    const back = play(
      before,
      [NOW, appeared({ object: 2, attach: true })],
      [NOW + 1, progress('held', 2)],
      [NOW + 2, peer('connected', 2)],
    );
    expect(callInWords(back)).to.equal('held muted object-2');
    expect(back).to.include({ direction: 'outbound', remoteNumber: '+15550001111', remoteName: 'Ada' });
    expect(back).to.include({ startedAt: 5, answeredAt: 6, recoveredCallId: 'call-1', recoveries: 2 });
  });

  it('keeps the ids that a new object does not know yet', () => {
    const identity = { telnyxCallControlId: 'a', telnyxSessionId: 'b', telnyxLegId: 'c' };
    const unknown = { telnyxCallControlId: null, telnyxSessionId: null, telnyxLegId: null };
    const back = play(answered({ identity }), [NOW, appeared({ object: 2, attach: true, identity: unknown })]);
    expect(back.identity).to.deep.equal(identity);
    const news = { telnyxCallControlId: 'd', telnyxSessionId: 'e', telnyxLegId: 'f' };
    expect(play(back, [NOW, appeared({ object: 3, attach: true, identity: news })]).identity).to.deep.equal(news);
  });
});

describe('call: commands in time', () => {
  it('a dial has all the time until the microphone is given, and then 20 s', () => {
    const dialled = happen(phone([]), { type: 'dial', callId: 'call-1', destination: '1', ticket: 1 }, NOW).phone
      .calls[0]!;
    expect(after(dialled, tick, NOW + 3_600_000)).to.equal('new [dial] object-0');
    const given = play(dialled, [NOW + 60_000, microphoneGiven], [NOW + 60_010, appeared()]);
    expect(after(given, tick, NOW + 79_999)).to.equal('new [dial] > sample');
    expect(after(given, tick, NOW + 80_000)).to.equal(
      'destroyed error > fail 1 command-timeout, mic off, hangup with bye',
    );
    // It is given once.
    expect(play(given, [NOW + 70_000, microphoneGiven]).pending[0]!.deadline).to.equal(NOW + 80_000);
  });

  it('an answer waits for the microphone, and then 20 s', () => {
    const ringing = call({ direction: 'inbound', stage: 'ringing', accepted: true });
    const asking = play(ringing, [NOW, asked('answer', 1)]);
    expect(after(asking, tick, NOW + 3_600_000)).to.equal('ringing [answer] > sample');
    const given = play(asking, [NOW + 5000, microphoneGiven]);
    expect(after(given, tick, NOW + 24_999)).to.equal('ringing [answer] > sample');
    // It goes on ringing, so that it can be tried again.
    expect(after(given, tick, NOW + 25_000)).to.equal('ringing > fail 1 command-timeout, sample');
    const ready = play(ringing, [NOW - 50, microphoneGiven], [NOW, asked('answer', 1)]);
    expect(ready.pending[0]!.deadline).to.equal(NOW + 20_000);
  });

  it('an answer that is late is an answer all the same', () => {
    const ringing = call({ direction: 'inbound', stage: 'ringing', accepted: true, microphone: true });
    const late = play(ringing, [NOW, asked('answer', 1)], [NOW + 20_000, tick], [NOW + 20_100, progress('answered')]);
    expect(late.stage).to.equal('answered');
    expect(late.answeredAt).to.equal(NOW + 20_100);
  });

  for (const name of ['hold', 'transfer'] as const) {
    it(`a ${name} has 10 s`, () => {
      const waiting = play(answered({}, { inboundAt: NOW + 60_000 }), [NOW, asked(name, 1)]);
      expect(after(waiting, tick, NOW + 9999)).to.equal(`active [${name}] > sample`);
      const mic = name === 'hold' ? 'mic on, ' : '';
      expect(after(waiting, tick, NOW + 10_000)).to.equal(`active > fail 1 command-timeout, ${mic}sample`);
    });
  }

  it('digits on their way do not end a hold', () => {
    const held = answered({ held: true, pending: [pending('dtmf')] });
    expect(after(held, progress('answered'), NOW)).to.equal('held [dtmf] > hold');
  });

  it('what cannot be done says why', () => {
    const reasons = ([asked('answer'), asked('hold'), asked('transfer')] as const).map((event) => {
      const [effect] = happen(phone([call({ stage: 'ringing', accepted: true })]), event).effects;
      return effect?.type === 'settle' && effect.outcome.kind === 'failed' ? effect.outcome.message : null;
    });
    for (const reason of reasons) expect(reason).to.match(/^[A-Z].{10,}[.]$/);
  });

  it('a hold that is confirmed late holds all the same', () => {
    const late = play(answered(), [NOW, asked('hold', 1)], [NOW + 10_000, tick], [NOW + 10_100, progress('held')]);
    expect(late.held).to.equal(true);
  });

  it('what the shell has done or could not do settles what is pending, once', () => {
    const sending = answered({ pending: [pending('dtmf')] });
    const done = { type: 'command-done', callId: 'call-1', ticket: 1 } as const;
    const failed = {
      type: 'command-failed',
      callId: 'call-1',
      ticket: 1,
      code: 'protocol-error',
      message: 'no',
    } as const;
    expect(after(sending, done, NOW)).to.equal('active > done 1');
    expect(after(sending, failed, NOW)).to.equal('active > fail 1 protocol-error');
    expect(after(answered(), done, NOW)).to.equal('active');
    expect(after(answered(), failed, NOW)).to.equal('active');
    expect(after(sending, { ...done, ticket: 2 }, NOW)).to.equal('active [dtmf]');
    expect(after(sending, { ...done, callId: 'another' }, NOW)).to.equal('active [dtmf]');
  });

  it('a dial that cannot be begun ends the call', () => {
    const dialling = call({ object: 0, pending: [pending('dial')] });
    const failed = {
      type: 'command-failed',
      callId: 'call-1',
      ticket: 1,
      code: 'invalid-destination',
      message: 'no',
    } as const;
    expect(after(dialling, failed, NOW)).to.equal(
      'destroyed error object-0 > mic off, fail 1 invalid-destination, hangup',
    );
  });
});
