import { expect } from 'chai';
import type { CallSnapshot } from '../../src/contract/snapshots.ts';
import type { Effect } from '../../src/machines/effects.ts';
import type { MachineEvent } from '../../src/machines/events.ts';
import type { PhoneMachine } from '../../src/machines/phone-state.ts';
import { stepPhone } from '../../src/machines/root.ts';
import { viewPhone } from '../../src/machines/view.ts';
import { happen } from '../support/call-tables.ts';
import {
  answered,
  appeared,
  asked,
  call,
  IN,
  NOW,
  peer,
  phone,
  progress,
  sampled,
  SOCKET,
} from '../support/machines.ts';

/** A phone, what it was told to do, and a clock that is moved by hand. */
class Story {
  readonly effects: Effect[] = [];
  now = NOW;
  state: PhoneMachine;

  constructor(state: PhoneMachine) {
    this.state = state;
  }

  get call(): CallSnapshot {
    return viewPhone(this.state, null).calls[0]!;
  }

  get connection(): string {
    const { state, reason, attempt } = viewPhone(this.state, null).connection;
    return [state, reason, attempt].filter(Boolean).join(' ');
  }

  tell(...events: MachineEvent[]): this {
    for (const event of events) {
      const { phone: state, effects } = happen(this.state, event, this.now);
      this.state = state;
      this.effects.push(...effects);
    }
    return this;
  }

  /** Moves the clock to the next time that is due. Returns how long that took, in milliseconds. */
  due(): number {
    const { wakeAt } = stepPhone(this.state, { type: 'loaded' }, this.now);
    const waited = (wakeAt ?? this.now) - this.now;
    this.now += waited;
    this.tell({ type: 'tick' });
    return waited;
  }

  /** The socket opened last comes up and registers. */
  register(socket: number): this {
    return this.tell(
      { type: 'socket-opening', socket },
      { type: 'socket-open', socket },
      { type: 'registered', socket },
    );
  }

  done(type: Effect['type']): number {
    return this.effects.filter((effect) => effect.type === type).length;
  }
}

const lost: MachineEvent = { type: 'socket-lost', socket: SOCKET };

describe('story: the socket is gone for a while in a call', () => {
  it('a held and muted call is held and muted after it, and silent throughout', () => {
    const story = new Story(phone([answered({ startedAt: 1, answeredAt: 2 })]));
    story.tell(asked('mute', 1), asked('hold', 2), progress('held'));
    const before = story.call;
    story.effects.length = 0;
    story.tell(lost);
    expect(story.connection).to.equal('reconnecting signaling 1');
    expect(story.call).to.include({ state: 'held', micMuted: true });
    story.tell({ type: 'reconnect-now' }).register(SOCKET + 1);
    story.tell(progress('recovering'), appeared({ object: 2, attach: true }), progress('answered', 2));
    expect(story.call).to.include({ state: 'reconnecting', held: true, micMuted: true });
    story.tell(progress('held', 2), peer('connected', 2));
    expect(story.call).to.include({
      state: 'held',
      micMuted: true,
      held: true,
      recoveries: 1,
      recoveredCallId: 'call-1',
    });
    for (const name of ['id', 'startedAt', 'answeredAt', 'direction', 'remoteNumber', 'remoteName'] as const) {
      expect(story.call[name]).to.equal(before[name]);
    }
    expect(story.effects.some((effect) => effect.type === 'microphone' && effect.live)).to.equal(false);
    expect(story.done('hold')).to.equal(1);
  });

  it('a call hung up meanwhile stays over: the server is told, and what it brings back is sent away', () => {
    const story = new Story(phone([answered()]));
    story.tell(lost, asked('hangup', 1));
    expect(story.call).to.include({ state: 'destroyed', cause: 'normal' });
    story.tell({ type: 'reconnect-now' }).register(SOCKET + 1);
    expect(story.done('late-bye')).to.equal(1);
    story.effects.length = 0;
    story.tell(appeared({ object: 2, attach: true }), progress('answered', 2), sampled({}, 2));
    expect(story.effects).to.deep.equal([
      { type: 'microphone', callId: 'call-1', live: false },
      { type: 'hangup', callId: 'call-1', bye: true },
    ]);
    expect(story.call.state).to.equal('destroyed');
  });

  it('a call that rings is not answered by coming back', () => {
    const story = new Story(phone([call({ direction: 'inbound', stage: 'ringing', accepted: true })]));
    story.tell(lost);
    expect(story.call.state).to.equal('ringing');
    story.tell({ type: 'reconnect-now' }).register(SOCKET + 1);
    story.tell(progress('recovering'), appeared({ object: 2, attach: true }), progress('answered', 2));
    expect(story.call).to.include({ state: 'destroyed', cause: 'error', answeredAt: null });
    expect(story.effects.filter(({ type }) => type === 'hangup')).to.deep.equal([
      { type: 'hangup', callId: 'call-1', bye: true },
    ]);
  });
});

describe('story: the server refuses', () => {
  it('three attempts come when they are announced, then no more, and the user finds the way back', () => {
    const story = new Story(phone([], { ...IN.ready, maxAttempts: 3 }));
    story.tell(lost);
    const seen: string[] = [];
    for (let socket = SOCKET + 1; story.connection.startsWith('reconnecting'); socket += 1) {
      const announced = viewPhone(story.state, null).connection.nextAttemptAt;
      seen.push(story.connection);
      story.due();
      expect(story.now).to.equal(announced);
      expect(viewPhone(story.state, null).connection.nextAttemptAt).to.equal(null);
      story.tell({ type: 'socket-opening', socket }, { type: 'socket-lost', socket });
    }
    expect(seen).to.deep.equal(['reconnecting signaling 1', 'reconnecting signaling 2', 'reconnecting signaling 3']);
    expect(story.connection).to.equal('disconnected exhausted');
    expect(story.done('open-socket')).to.equal(3);
    story.tell({ type: 'online' }, { type: 'woke' }, { type: 'network-changed' }, { type: 'tick' });
    expect(story.done('open-socket')).to.equal(3);
    story.tell({ type: 'reconnect-now' });
    expect(story.connection).to.equal('connecting 1');
    expect(story.register(50).connection).to.equal('connected');
  });

  it('an expired token costs two logins at most, and none when no other can be had', () => {
    const refused: MachineEvent = { type: 'login-failed', socket: SOCKET, sdkCode: 46_001, message: null };
    const story = new Story(phone([], IN.registering));
    story.tell(refused);
    expect(story.connection).to.equal('reconnecting auth 2');
    story.tell({ type: 'token-ready', issuedAt: null, expiresAt: null, known: false }).register(SOCKET + 1);
    expect(story.connection).to.equal('connected');
    expect(story.done('open-socket')).to.equal(1);

    const none = new Story(phone([], IN.registering));
    none.tell(refused, { type: 'token-failed', code: 'token-fetch-failed', message: null, final: false });
    none.tell({ type: 'online' }, { type: 'woke' }, { type: 'tick' });
    expect(none.connection).to.equal('disconnected auth');
    expect(none.done('open-socket')).to.equal(0);
  });
});

describe('story: a socket that goes silent in a call', () => {
  it('is replaced within eight seconds when the audio dies too', () => {
    const story = new Story(phone([answered({}, { inboundAt: NOW, sampledAt: NOW })], { ...IN.ready, heardAt: NOW }));
    while (story.done('open-socket') === 0 && story.now < NOW + 60_000) {
      story.due();
      story.tell({ type: 'heard', heardAt: NOW });
    }
    expect(story.now - NOW).to.be.at.most(8000);
    expect(story.call.state).to.equal('active');
  });

  it('is replaced within fifteen seconds while the audio goes on', () => {
    const story = new Story(phone([answered({}, { inboundAt: NOW, sampledAt: NOW })], { ...IN.ready, heardAt: NOW }));
    for (let packets = 150; story.done('open-socket') === 0 && story.now < NOW + 60_000; packets += 50) {
      story.due();
      story.tell({ type: 'heard', heardAt: NOW }, sampled({ inboundPackets: packets }));
    }
    expect(story.now - NOW).to.be.at.most(15_000);
    expect(story.call).to.include({ state: 'active', mediaHealthy: true });
  });
});
