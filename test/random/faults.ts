/** What goes wrong, at the gateway and in the network. What lasts ends by itself. */
import { DETECTABLE } from '../matrix/contradiction.ts';
import { REGISTER_RETRY } from '../../src/machines/times.ts';
import type { Action } from './action.ts';

/** Milliseconds. */
const SLOW = 2_000;
const SLOW_FOR = 8_000;

type Description = Readonly<Record<string, unknown>>;

const fault = (name: string, weight: number, ...descriptions: Description[]): Action => ({
  name,
  weight,
  play: ({ stage, user }) => {
    for (const description of descriptions) stage.gateway.fault({ ...description, user });
  },
});

const media = (name: string, description: Description): Action =>
  fault(name, 2, { fault: 'stop-media', ...description });

/** The server cuts the connection, and says this of the calls when the phone comes back. */
const returning = (list: string, calls: string): Description[] => [
  { fault: 'reattach', list, calls },
  { fault: 'close' },
];

/** A server that does not say which calls it brings back has as long for it as it likes. */
const LOST_UNTOLD: Action = {
  name: 'list missing, calls lost',
  weight: 1,
  play: (player) => {
    player.hideTruth(60_000, DETECTABLE.notBroughtBack - DETECTABLE.endedAtServer);
    for (const description of returning('missing', 'lost'))
      player.stage.gateway.fault({ ...description, user: player.user });
  },
};

/** A login can fall into it, whose answer is lost: then the phone asks again what became of it. */
const silence = (name: string, weight: number, forMs: number, connections?: 'allow' | 'open'): Action => ({
  name,
  weight,
  play: (player) => {
    player.hideTruth(forMs, REGISTER_RETRY);
    const sockets = connections ? { connections } : {};
    player.stage.gateway.fault({ fault: 'black-hole', ...sockets, forMs, user: player.user });
  },
});

export const FAULTS: readonly Action[] = [
  fault('close', 5, { fault: 'close' }),
  fault('close politely', 1, { fault: 'close', code: 1001 }),
  fault('refuse for 5 s', 3, { fault: 'close', forMs: 5_000 }),
  fault('refuse for 20 s', 1, { fault: 'close', forMs: 20_000 }),
  silence('silence for 3 s', 2, 3_000),
  silence('silence for 12 s', 2, 12_000, 'allow'),
  silence('silence for 25 s', 1, 25_000, 'open'),
  {
    name: 'slow',
    weight: 2,
    play: (player) => {
      player.hideTruth(SLOW_FOR, 3 * SLOW);
      player.stage.gateway.fault({ fault: 'slow', ms: SLOW, forMs: SLOW_FOR, user: player.user });
    },
  },
  fault('login refused', 2, { fault: 'login-error' }),
  fault('login refused twice', 1, { fault: 'login-error', times: 2 }),
  fault('login refused as expired', 1, { fault: 'login-error', code: -32_000 }),
  fault('tokens expire', 2, { fault: 'expire-tokens' }),
  fault('no tokens for 6 s', 1, { fault: 'token-error', forMs: 6_000 }),
  fault('session forgotten', 2, { fault: 'forget-session' }),
  fault('restart', 1, { fault: 'restart', forMs: 3_000 }),
  ...(['missing', 'partial', 'empty'] as const).flatMap((list) => [
    list === 'missing' ? LOST_UNTOLD : fault(`list ${list}, calls lost`, 1, ...returning(list, 'lost')),
    fault(`list ${list}, calls kept`, 1, ...returning(list, 'kept')),
  ]),
  fault('punt', 2, { fault: 'punt' }),
  fault('punt and forget', 1, { fault: 'punt', sessions: 'forgotten' }),
  fault('punt of a call', 1, { fault: 'punt', call: 'newest' }),
  ...['FAILED', 'FAIL_WAIT', 'TIMEOUT', 'UNREGED', 'EXPIRED'].map((state) =>
    fault(`gateway ${state}`, 0.6, { fault: 'gateway-state', state }),
  ),
  fault('registration FAILED', 1, { fault: 'registration', state: 'FAILED' }, { fault: 'close' }),
  fault('registration UNREGED', 1, { fault: 'registration', state: 'UNREGED', times: 2 }, { fault: 'close' }),
  media('no audio in for 5 s', { direction: 'in', forMs: 5_000 }),
  media('no audio out for 5 s', { direction: 'out', forMs: 5_000 }),
  media('no audio for 5 s', { direction: 'both', forMs: 5_000 }),
  media('path dead for 10 s', { direction: 'path', forMs: 10_000 }),
  media('path dead for 35 s', { direction: 'path', forMs: 35_000 }),
  media('path dead until ICE restarts', { direction: 'path', until: 'restart' }),
  fault('garbage', 2, { fault: 'garbage', count: 2 }),
  { name: 'offline', weight: 2, possible: ({ offline }) => !offline, play: (player) => player.goOffline() },
  { name: 'online', weight: 4, possible: ({ offline }) => offline, play: (player) => player.goOnline() },
  { name: 'microphone denied', weight: 1, play: (player) => player.refuseMicrophone('NotAllowedError') },
  { name: 'microphone busy', weight: 1, play: (player) => player.refuseMicrophone('NotReadableError') },
  { name: 'microphone given', weight: 3, play: (player) => player.refuseMicrophone(null) },
  {
    name: 'all is well',
    weight: 3,
    possible: ({ offline }) => !offline,
    play: ({ stage, user }) => stage.gateway.fault({ fault: 'restore', user }),
  },
];
