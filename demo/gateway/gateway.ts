/** The shell around the protocol core: HTTP, sockets, peers, one timer. Each gateway is on its own; nothing is global. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { wakeAt } from './core/clock.ts';
import { admit, tokenFault } from './core/admission.ts';
import { readFault } from './core/read-fault.ts';
import { routes } from './core/routes.ts';
import { initialState } from './core/state.ts';
import type { Effect, GatewayState, Input, MediaPurpose, Settings } from './core/state.ts';
import { step } from './core/step.ts';
import { controlled } from './core/transfer.ts';
import { serve } from './http/routes.ts';
import { Tokens } from './http/tokens.ts';
import type { TokenRequest } from './http/tokens.ts';
import { MediaServer } from './media/media-server.ts';
import { SIGNALING_PATH, Signaling } from './signaling.ts';
import { Ledger } from './truth.ts';
import type { Truth } from './truth.ts';

export type { Truth, TruthLeg, TruthSession } from './truth.ts';

export interface GatewayOptions {
  /** 0 picks a free one. Default 8787. */
  port?: number;
  /** The repository's root, whose `demo`, `dist` and `src` are served. */
  root?: string;
  /** More folders to serve: URL prefix with slashes at both ends, to directory. */
  folders?: Record<string, string>;
  /** Passwords of users who log in without a token. */
  passwords?: Record<string, string>;
  settings?: Partial<Settings>;
}

export interface Gateway {
  /** `http://127.0.0.1:<port>`; the same server answers at `localhost`. */
  url: string;
  /** The signaling URL; `?user=<name>` added to it scopes faults before the login. */
  wsUrl: string;
  port: number;
  /** A login token for the user, without HTTP. */
  token(user: string, ttlSeconds?: number): Promise<string>;
  /** Media counts and gaps of the window, in epoch milliseconds; of whole calls without one. */
  truth(window?: { since?: number | null; until?: number | null }): Truth;
  /**
   * Calls a registered user, who hears a tone after answering; nobody rings if the user has no socket.
   * @param from who calls; `9664`, with no name, by default
   */
  call(user: string, from?: { number?: string; name?: string }): void;
  /**
   * Transfers a call, as a page's backend would by Call Control; `call` is the leg's `telnyxCallControlId`.
   * @throws Error if there is no such call
   */
  transfer(call: string, to: string): void;
  /**
   * Joins the other sides of two calls of one user, both named by their `telnyxCallControlId`.
   * @throws Error if there is no such call
   */
  join(call: string, consultation: string): void;
  /** Injects a fault, described as for `POST /faults`. @throws Error with what is wrong with it */
  fault(fault: Record<string, unknown>): void;
  close(): Promise<void>;
}

const DEFAULT_PORT = 8_787;
const DEFAULT_PASSWORDS = { agent: 'agent', customer: 'customer' };
/** Node's timers overflow beyond this and would fire at once. */
const MAX_TIMER_MS = 2_147_483_647;

/**
 * Starts a gateway on the loopback addresses.
 * @throws Error (`EADDRINUSE`) if the port is taken
 */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const root = options.root ?? join(import.meta.dirname, '..', '..');
  const ledger = new Ledger(Date.now());
  const media = new MediaServer();
  const tokens = new Tokens(options.passwords ?? DEFAULT_PASSWORDS);
  let state: GatewayState = initialState(options.settings);
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const signaling = new Signaling({
    admit: (who) => admit(state, who, Date.now()),
    attempt: (who, outcome, status) =>
      ledger.connect({ at: Date.now(), ...who, outcome, status, closedAt: null, closeCode: null }),
    open: (socket, who, held) =>
      dispatch({ type: 'socket-open', socket, voiceSdkId: who.voiceSdkId, hint: who.user, held }),
    frame: (socket, text) => dispatch({ type: 'frame', socket, text }),
    closed: (socket) => dispatch({ type: 'socket-closed', socket }),
  });

  function dispatch(input: Input): void {
    if (closed) return;
    try {
      const next = step(state, input, Date.now(), randomUUID);
      state = next.state;
      next.effects.forEach(run);
    } catch (error) {
      // The state before the input is still good: one client's message must not end everybody's calls.
      ledger.crash();
      console.error('The gateway failed on', input.type, error);
    }
    media.apply(routes(state));
    signaling.reconsider();
    schedule();
  }

  function schedule(): void {
    if (timer) clearTimeout(timer);
    const at = wakeAt(state);
    const delay = at === null ? null : Math.min(Math.max(at - Date.now(), 0), MAX_TIMER_MS);
    timer = delay === null ? null : setTimeout(() => dispatch({ type: 'wake' }), delay);
  }

  function run(effect: Effect): void {
    switch (effect.type) {
      case 'send': {
        signaling.send(effect.socket, effect.text);
        return;
      }
      case 'close': {
        signaling.close(effect.socket, effect.code, effect.reason);
        return;
      }
      case 'terminate': {
        signaling.terminate(effect.socket);
        return;
      }
      case 'hold': {
        signaling.hold(effect.socket);
        return;
      }
      case 'release': {
        signaling.release(effect.socket);
        return;
      }
      case 'verify': {
        const { login } = effect;
        void tokens.verify(effect.credentials).then((verdict) => dispatch({ type: 'verified', login, verdict }));
        return;
      }
      case 'media-answer': {
        negotiate(effect.leg, effect.purpose, () => media.leg(effect.leg).answer(effect.sdp));
        return;
      }
      case 'media-offer': {
        negotiate(effect.leg, effect.purpose, () => media.leg(effect.leg).offer());
        return;
      }
      case 'media-accept': {
        attempt(() => media.leg(effect.leg).accept(effect.sdp));
        return;
      }
      case 'media-candidate': {
        attempt(() => media.leg(effect.leg).addCandidate(effect.candidate, effect.sdpMid, effect.sdpMLineIndex));
        return;
      }
      case 'media-close': {
        const leg = media.close(effect.leg);
        if (leg) ledger.keepMedia(effect.leg, leg);
        return;
      }
      case 'record': {
        if (effect.entry.kind === 'login') signaling.name(effect.entry.socket, effect.entry.user);
        ledger.record(effect.entry, Date.now());
        return;
      }
    }
  }

  function negotiate(leg: string, purpose: MediaPurpose, make: () => Promise<string>): void {
    make().then(
      (sdp) => dispatch({ type: 'media-ready', leg, purpose, sdp }),
      (error: unknown) => dispatch({ type: 'media-failed', leg, purpose, message: String(error) }),
    );
  }

  /** A client's unusable description or candidate costs it its own audio, and nobody anything else. */
  function attempt(action: () => Promise<void>): void {
    action().catch(() => undefined);
  }

  async function issueToken(user: string, request: TokenRequest): Promise<string | number> {
    const at = Date.now();
    const status = tokenFault(state, user, at);
    ledger.token(at, user, request.ttlSeconds, status ?? 200);
    return status ?? tokens.issue(user, request, at);
  }

  function truth(window: { since: number | null; until: number | null }): Truth {
    return ledger.truth(state, Date.now(), window, (leg) => media.find(leg));
  }

  function injectFault(value: unknown): void {
    const fault = readFault(value, Date.now());
    dispatch(fault.fault === 'restore' ? { type: 'restore', user: fault.user } : { type: 'fault', fault });
  }

  function call(user: string, { number = '9664', name = '' }: { number?: string; name?: string } = {}): void {
    dispatch({ type: 'originate', call: { user, service: 'tone', number, name } });
  }

  function mustBe(callControlId: string): void {
    if (!controlled(state, callControlId)) throw new Error('There is no such call');
  }

  function transferCall(callControlId: string, to: string): void {
    mustBe(callControlId);
    dispatch({ type: 'transfer', callControlId, to });
  }

  function joinCalls(callControlId: string, consultation: string): void {
    [callControlId, consultation].forEach(mustBe);
    dispatch({ type: 'join', callControlId, consultation });
  }

  const backend = {
    folders: {
      '/demo/': join(root, 'demo'),
      '/dist/': join(root, 'dist'),
      '/src/': join(root, 'src'),
      ...options.folders,
    },
    issueToken,
    truth,
    fault: injectFault,
    call,
    transfer: transferCall,
    join: joinCalls,
    countReport: () => ledger.report(),
  };
  const { servers, port } = await listen(options.port ?? DEFAULT_PORT, () => {
    const server = createServer((request, response) => void serve(backend, request, response));
    server.on('upgrade', (request, stream, head) => signaling.upgrade(request, stream, head));
    return server;
  });

  return {
    url: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}${SIGNALING_PATH}`,
    port,
    token: (user, ttlSeconds = 3_600) => tokens.issue(user, { ttlSeconds }, Date.now()),
    truth: ({ since = null, until = null } = {}) => truth({ since, until }),
    fault: injectFault,
    call,
    transfer: transferCall,
    join: joinCalls,
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      signaling.closeAll();
      media.closeAll();
      await Promise.all(
        servers.map((server) => {
          server.closeAllConnections();
          return new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}

/** One server for each loopback family: browsers take `localhost` for either. The second is optional. */
async function listen(wanted: number, make: () => Server): Promise<{ servers: Server[]; port: number }> {
  const first = make().listen(wanted, '127.0.0.1');
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  const second = make().listen(port, '::1');
  try {
    await once(second, 'listening');
    return { servers: [first, second], port };
  } catch {
    return { servers: [first], port };
  }
}
