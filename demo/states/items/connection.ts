import type { Group } from '../item.ts';
import { insist, outage, sentAway } from '../outage.ts';
import { pause, turn } from '../scene.ts';

/** A token that nobody takes for one. */
const NO_TOKEN = 'not a token';

export const connection: Group = {
  id: 'connection',
  title: 'Connection',
  items: [
    {
      id: 'idle',
      title: 'Idle',
      note: 'Nobody has asked it to connect.',
      attributes: { 'connection-state': 'idle' },
      says: ['Not connected'],
      play: () => undefined,
    },
    {
      id: 'connecting',
      title: 'Connecting',
      attributes: { 'connection-state': 'connecting' },
      says: ['Connecting…'],
      configuration: { maxReconnectAttempts: 1 },
      async play(scene) {
        scene.sdk.registers = false;
        insist(scene);
        await scene.begin();
      },
    },
    {
      id: 'could-not-connect',
      title: 'Could not connect',
      note: 'It never was connected; the next attempt is announced.',
      attributes: { 'connection-state': 'connecting', 'connection-reason': 'signaling' },
      says: ['Could not connect', 'of 10 in', 'Reconnect now'],
      async play(scene) {
        scene.sdk.registers = false;
        await scene.begin();
        await outage(scene, { attempt: 4, then: 'waits' });
      },
    },
    {
      id: 'connecting-again',
      title: 'Connecting, second attempt',
      attributes: { 'connection-state': 'connecting', 'connection-reason': 'signaling' },
      says: ['Connecting…', 'of 10.'],
      async play(scene) {
        scene.sdk.registers = false;
        await scene.begin();
        await outage(scene, { attempt: 2, then: 'tries' });
      },
    },
    {
      id: 'offline-at-first',
      title: 'Offline from the start',
      attributes: { 'connection-state': 'connecting', 'connection-reason': 'offline' },
      says: ['Offline', 'You are offline'],
      play(scene) {
        scene.goOffline();
        scene.client.connect().catch(() => undefined);
      },
    },
    {
      id: 'connected',
      title: 'Connected',
      attributes: { 'connection-state': 'connected' },
      says: ['Ready'],
      play: (scene) => scene.connect(),
    },
    {
      id: 'waiting',
      title: 'Reconnecting, waiting for the next attempt',
      attributes: { 'connection-state': 'reconnecting', 'connection-reason': 'signaling' },
      says: ['Connection lost', 'of 10 in', 'Reconnect now'],
      async play(scene) {
        await scene.connect();
        await outage(scene, { attempt: 5, then: 'waits' });
      },
    },
    {
      id: 'sent-away',
      title: 'Sent away by the server, again and again',
      note: 'Let in each time, and sent away at once: it waits longer each time.',
      attributes: { 'connection-state': 'reconnecting', 'connection-reason': 'server' },
      says: ['The server closed the connection', 'of 10 in', 'Reconnect now'],
      async play(scene) {
        await scene.connect();
        await sentAway(scene, 4);
      },
    },
    {
      id: 'trying',
      title: 'Reconnecting, trying now',
      attributes: { 'connection-state': 'reconnecting', 'connection-reason': 'signaling' },
      says: ['Reconnecting…', 'of 10.'],
      async play(scene) {
        await scene.connect();
        await outage(scene, { attempt: 2, then: 'tries' });
      },
    },
    {
      id: 'offline',
      title: 'Reconnecting, offline',
      attributes: { 'connection-state': 'reconnecting', 'connection-reason': 'offline' },
      says: ['You are offline', 'as soon as the network is back'],
      async play(scene) {
        await scene.connect();
        scene.goOffline();
        scene.session.lose();
      },
    },
    {
      id: 'back-online',
      title: 'Back online',
      note: 'Lost for a moment again and again.',
      attributes: { 'connection-state': 'connected' },
      says: ['Back online'],
      passing: true,
      async play(scene) {
        await scene.connect();
        for (;;) {
          scene.session.registers = false;
          scene.session.lose();
          await pause(1500);
          scene.session.registers = true;
          scene.client.reconnectNow();
          scene.session.register();
          await pause(3900);
        }
      },
    },
    {
      id: 'disconnecting',
      title: 'Disconnecting',
      attributes: { 'connection-state': 'disconnecting', 'connection-reason': 'user' },
      says: ['Disconnecting…'],
      async play(scene) {
        await scene.connect();
        scene.session.closed = new Promise(() => undefined);
        scene.client.subscribe(({ connection: { state } }) => {
          if (state === 'disconnected') scene.client.reconnectNow();
          if (state === 'connected') void scene.client.disconnect();
        });
      },
    },
    {
      id: 'disconnected',
      title: 'Disconnected by the user',
      attributes: { 'connection-state': 'disconnected', 'connection-reason': 'user' },
      says: ['Not connected'],
      async play(scene) {
        await scene.connect();
        await scene.client.disconnect();
      },
    },
    {
      id: 'exhausted',
      title: 'Exhausted',
      attributes: { 'connection-state': 'disconnected', 'connection-reason': 'exhausted' },
      says: ['Could not reconnect', 'Reconnect now'],
      configuration: { maxReconnectAttempts: 1 },
      async play(scene) {
        await scene.connect();
        scene.session.refuses = true;
        scene.session.lose();
        scene.client.reconnectNow();
      },
    },
    {
      id: 'server-closed',
      title: 'Exhausted: the server sends it away',
      attributes: { 'connection-state': 'disconnected', 'connection-reason': 'exhausted' },
      says: ['Could not reconnect', 'The server closed the connection', 'Reconnect now'],
      configuration: { maxReconnectAttempts: 1 },
      async play(scene) {
        await scene.connect();
        scene.session.sendAway();
        scene.client.reconnectNow();
        await turn();
        scene.session.sendAway();
      },
    },
    {
      id: 'elsewhere',
      title: 'Open in another tab',
      attributes: { 'connection-state': 'disconnected', 'connection-reason': 'elsewhere' },
      says: ['In another tab', 'The phone is open in another tab', 'Use it here'],
      configuration: { singleTab: true },
      play(scene) {
        scene.phoneIsFree = false;
        scene.client.connect().catch(() => undefined);
      },
    },
    {
      id: 'moved',
      title: 'Taken to another tab, with its call',
      attributes: {
        'connection-state': 'disconnected',
        'connection-reason': 'elsewhere',
        'call-state': 'destroyed',
        'call-direction': 'inbound',
        'call-cause': 'replaced',
      },
      says: ['The call went to another tab', 'The phone is open in another tab', 'Use it here'],
      configuration: { singleTab: true },
      async play(scene) {
        await scene.talk();
        scene.useElsewhere();
      },
    },
    {
      id: 'refused',
      title: 'Signed out: credentials refused',
      attributes: { 'connection-state': 'disconnected', 'connection-reason': 'auth' },
      says: ['Signed out', 'You are signed out', 'Try again'],
      async play(scene) {
        await scene.connect();
        scene.session.refuseLogin();
      },
    },
    {
      id: 'token-invalid',
      title: 'Signed out: the token is none',
      attributes: { 'connection-state': 'disconnected', 'connection-reason': 'auth' },
      says: ['You are signed out', 'is no valid JWT'],
      play({ client }) {
        client.tokenProvider = () => NO_TOKEN;
        client.connect().catch(() => undefined);
      },
    },
    {
      id: 'token-expired',
      title: 'Signed out: the token has expired',
      attributes: { 'connection-state': 'disconnected', 'connection-reason': 'auth' },
      says: ['You are signed out', 'has expired'],
      play({ client }) {
        client.tokenProvider = () => `${btoa('{"alg":"none"}')}.${btoa('{"iat":2,"exp":1}')}.nobody`;
        client.connect().catch(() => undefined);
      },
    },
  ],
};
