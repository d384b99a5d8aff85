import { expect } from 'chai';
import type { MediaSample } from '../../src/contract/observations.ts';
import type { CallMachine } from '../../src/machines/call-state.ts';
import { microphoneRefused } from '../../src/machines/call-microphone.ts';
import { missMicrophone } from '../../src/machines/call-outbound.ts';
import { tickCall } from '../../src/machines/call.ts';
import { viewCall } from '../../src/machines/call-view.ts';
import { withSample, replaced } from '../../src/machines/call-media.ts';
import { NO_PACKETS } from '../../src/sdk/sample.ts';
import { happen } from '../support/call-tables.ts';
import { answered, call, phone, recovering, SOCKET } from '../support/machines.ts';

const START = 1_700_000_000_000;
const SECOND = 1000;
const NO_SIGNALING = { connected: false, readyAt: null, givenUp: false };

/** Looks once a second; each is given the number of the second. */
function look(
  one: CallMachine,
  seconds: number,
  found: (second: number) => Partial<MediaSample>,
  from = 0,
): CallMachine {
  let looked = one;
  for (let second = from; second < from + seconds; second += 1) {
    const sample: MediaSample = {
      ...NO_PACKETS,
      peer: 'connected',
      inboundPackets: 200 + second * 50,
      outboundPackets: 200 + second * 50,
      ...found(second),
    };
    looked = missMicrophone(withSample(looked, sample, START + second * SECOND));
  }
  return looked;
}

const local = (one: CallMachine): string | null => viewCall(one).localMedia;
const heard = () => ({});
const unheard = (second: number) => ({ unheardFor: second * SECOND });
const long = () => ({ unheardFor: 60 * SECOND });

describe('call: our packets at the other side', () => {
  for (const [what, found, seconds, expected] of [
    ['are thought to arrive as long as nothing else is known', heard, 20, 'flowing'],
    ['may be missing for less than four seconds', unheard, 4, 'flowing'],
    ['have stalled after that', unheard, 5, 'stalled'],
    ['are not missed before they could be heard', long, 4, 'flowing'],
    ['cannot arrive without a microphone', () => ({ microphoneLost: true }), 1, 'stalled'],
  ] as const) {
    it(what, () => expect(local(look(answered(), seconds, found))).to.equal(expected));
  }

  it('are heard again with the next word of them', () => {
    const deaf = look(answered(), 8, unheard);
    expect(local(deaf)).to.equal('stalled');
    expect(local(look(deaf, 1, heard, 8))).to.equal('flowing');
  });

  it('are nobody’s business on hold, while muted, and before and after the call', () => {
    for (const one of [
      answered({ held: true }),
      answered({ micMuted: true }),
      call({ stage: 'ringing' }),
      answered({ stage: 'ended' }),
    ]) {
      expect(local(look(one, 20, unheard))).to.equal(null);
    }
    expect(viewCall(look(answered({ stage: 'ended' }), 1, () => ({ microphoneLost: true }))).microphoneLost).to.equal(
      false,
    );
  });

  it('are missed anew after a hold, after muting and while media is lost', () => {
    for (const paused of [{ held: true }, { micMuted: true }]) {
      const back = { ...look(answered(paused), 20, long), held: false, micMuted: false };
      expect(local(back)).to.equal('flowing');
      expect(local(look(back, 4, long, 20))).to.equal('flowing');
      expect(local(look(back, 5, long, 20))).to.equal('stalled');
    }
    const lost = look(recovering(), 20, () => ({ ...long(), peer: 'disconnected' as const }));
    expect(local(lost)).to.equal('flowing');
  });

  it('are missed anew on a new connection', () => {
    const deaf = look(answered(), 8, unheard);
    expect(local(replaced(deaf, START + 8 * SECOND))).to.equal('flowing');
  });
});

describe('call: a microphone that ends', () => {
  const ended = () => ({ microphoneLost: true });
  const problem = (one: CallMachine) => one.microphoneProblem;

  it('is missed, held and muted too, for as long as it is gone', () => {
    for (const state of [{}, { held: true }, { micMuted: true }]) {
      const without = look(answered(state), 1, ended);
      expect(problem(without)).to.deep.equal({ code: 'mic-lost', deadline: null, retrying: false });
      expect(viewCall(without).microphoneLost).to.equal(true);
      expect(problem(look(without, 1, heard, 1))).to.equal(null);
    }
  });

  it('is not missed before the answer, nor while the call is brought back', () => {
    expect(problem(look(call({ stage: 'ringing' }), 1, ended))).to.equal(null);
    expect(problem(look(recovering(), 1, () => ({ ...ended(), peer: 'disconnected' as const })))).to.equal(null);
  });

  it('is missed as before after a loss of signaling, and of media', () => {
    const without = look(answered(), 1, ended);
    const cut = happen(phone([without]), { type: 'socket-lost', socket: SOCKET }, START + SECOND).phone.calls[0]!;
    expect(problem(cut)).to.deep.include({ code: 'mic-lost' });
    const lost = look(without, 3, () => ({ ...ended(), peer: 'disconnected' as const }), 1);
    expect(lost.media.recovery).not.to.equal(null);
    const back = look(lost, 1, ended, 4);
    expect(back.media.recovery).to.equal(null);
    expect(problem(back)).to.deep.include({ code: 'mic-lost', deadline: null });
  });

  it('never ends the call by itself, whatever becomes of another try', () => {
    const without = look(answered(), 1, ended);
    const refused = microphoneRefused(without, 'mic-missing', START + SECOND).state;
    expect(problem(refused)).to.deep.equal({ code: 'mic-missing', deadline: null, retrying: false });
    const later = tickCall(look(refused, 60, ended, 1), START + 61 * SECOND, NO_SIGNALING).state;
    expect(later.stage).to.equal('answered');
  });

  it('is not asked for again by itself where the browser might ask the user', () => {
    const without = look(answered(), 1, ended);
    const outlook = (granted: boolean) =>
      happen(phone([without]), { type: 'microphone-outlook', code: null, granted }, START + SECOND).effects;
    expect(outlook(false)).to.deep.equal([]);
    expect(outlook(true)).to.deep.equal([{ type: 'resume-microphone', callId: without.id }]);
  });
});
