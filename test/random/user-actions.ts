/** What a user does, and the page for them. */
import type { CallView } from '../support/harness/log.ts';
import type { Action, Situation } from './action.ts';

/** More would only be more of the same. */
const MOST_CALLS = 2;

export const live = ({ calls }: Pick<Situation, 'calls'>): CallView[] =>
  calls.filter(({ state }) => state !== 'destroyed');

const room = (situation: Situation): boolean => live(situation).length < MOST_CALLS;

/** A command of the newest live call, whatever its state: a phone has to say no, too. */
const command = (name: string, weight: number, method: string, ...args: unknown[]): Action => ({
  name,
  weight,
  possible: (situation) => live(situation).length > 0,
  play: (player, situation) => player.ask(live(situation).at(-1)!.id, method, ...args),
});

const dial = (number: string, weight: number): Action => ({
  name: `dial ${number}`,
  weight,
  possible: room,
  play: (player) => player.ask('client', 'dial', number),
});

export const USER_ACTIONS: readonly Action[] = [
  dial('9664', 3),
  dial('9196', 3),
  dial('9003', 2),
  dial('9004', 2),
  dial('9005', 2),
  dial('9001', 1),
  {
    name: 'a call comes in',
    weight: 4,
    possible: room,
    play: ({ stage, user }) => stage.gateway.call(user, { number: '+15550001111', name: 'Ada Byron' }),
  },
  {
    name: 'answer',
    weight: 5,
    possible: ({ calls }) => calls.some(isRinging),
    play: (player, { calls }) => player.ask(calls.findLast(isRinging)!.id, 'answer'),
  },
  {
    name: 'reject',
    weight: 1,
    possible: ({ calls }) => calls.some(isRinging),
    play: (player, { calls }) => player.ask(calls.findLast(isRinging)!.id, 'reject'),
  },
  command('hang up', 4, 'hangup'),
  {
    name: 'hang up the oldest',
    weight: 1,
    possible: (situation) => live(situation).length > 1,
    play: (player, situation) => player.ask(live(situation)[0]!.id, 'hangup'),
  },
  command('hold', 5, 'hold'),
  command('unhold', 4, 'unhold'),
  command('mute', 3, 'mute'),
  command('unmute', 3, 'unmute'),
  command('digits', 2, 'sendDigits', '12#'),
  { name: 'disconnect', weight: 2, play: (player) => player.ask('client', 'disconnect') },
  { name: 'forget', weight: 1, play: (player) => player.forget() },
  { name: 'connect', weight: 4, play: (player) => player.ask('client', 'connect') },
  { name: 'reconnect now', weight: 2, play: (player) => player.ask('client', 'reconnectNow') },
  { name: 'reload', weight: 4, possible: ({ offline }) => !offline, play: (player) => player.reload() },
];

function isRinging({ state, direction }: CallView): boolean {
  return state === 'ringing' && direction === 'inbound';
}
