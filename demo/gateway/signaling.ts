/** The signaling sockets: upgrades, frames in and out, and sockets that a fault has made deaf and mute. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Admission } from './core/admission.ts';
import type { Connect } from './truth.ts';
import { isLocalHost, isLocalOrigin } from './http/access.ts';

export interface SignalingEvents {
  /** Decides whether, and how, a connection attempt is answered. */
  admit(who: { user: string | null; voiceSdkId: string | null }): Admission;
  attempt(
    who: { user: string | null; voiceSdkId: string | null },
    outcome: Connect['outcome'],
    status: number | null,
  ): Connect;
  open(socket: string, who: { user: string | null; voiceSdkId: string | null }, held: boolean): void;
  frame(socket: string, text: string): void;
  closed(socket: string, code: number): void;
}

interface Waiting {
  request: IncomingMessage;
  stream: Duplex;
  head: Buffer;
  connect: Connect;
}

interface Open {
  ws: WebSocket;
  connect: Connect;
  /** Frames that a held socket would have sent; null while it is not held. */
  queue: string[] | null;
}

export const SIGNALING_PATH = '/rtc';
const MAX_FRAME = 262_144;
/** A client that does not read is cut off before it fills the memory. */
const MAX_BUFFERED = 16 * 1_048_576;
const UNSUPPORTED_DATA = 1003;
const MAX_QUERY_VALUE = 128;

export class Signaling {
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, perMessageDeflate: false });
  private readonly sockets = new Map<string, Open>();
  private waiting: Waiting[] = [];
  private opened = 0;
  private readonly events: SignalingEvents;

  constructor(events: SignalingEvents) {
    this.events = events;
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', () => stream.destroy());
    const url = URL.parse(request.url ?? '/', 'http://localhost');
    if (url?.pathname !== SIGNALING_PATH) {
      refuse(stream, 404);
      return;
    }
    const { host, origin } = request.headers;
    if (!isLocalHost(host) || !isLocalOrigin(origin)) {
      refuse(stream, 403);
      return;
    }
    const who = identify(request);
    const admission = this.events.admit(who);
    switch (admission.kind) {
      case 'refuse':
        this.events.attempt(who, 'refused', admission.status);
        {
          refuse(stream, admission.status);
          return;
        }
      case 'hang':
        this.waiting.push({ request, stream, head, connect: this.events.attempt(who, 'unanswered', null) });
        return;
      case 'mute':
      case 'accept': {
        const connect = this.events.attempt(who, 'accepted', null);
        this.accept({ request, stream, head, connect }, admission.kind === 'mute');
        return;
      }
    }
  }

  /** Answers the attempts that a fault left hanging, as far as it is over. */
  reconsider(): void {
    const waiting = this.waiting.filter(({ stream }) => !stream.destroyed);
    this.waiting = [];
    for (const each of waiting) {
      const admission = this.events.admit(identify(each.request));
      if (admission.kind === 'hang') this.waiting.push(each);
      else if (admission.kind === 'refuse') {
        Object.assign(each.connect, { outcome: 'refused', status: admission.status });
        refuse(each.stream, admission.status);
      } else {
        each.connect.outcome = 'accepted';
        this.accept(each, admission.kind === 'mute');
      }
    }
  }

  send(id: string, text: string): void {
    const open = this.sockets.get(id);
    if (!open) return;
    if (open.queue) {
      open.queue.push(text);
      return;
    }
    if (open.ws.bufferedAmount > MAX_BUFFERED) {
      open.ws.terminate();
      return;
    }
    if (open.ws.readyState === open.ws.OPEN) open.ws.send(text);
  }

  /** Whose socket it turned out to be, for the record of the attempt. */
  name(id: string, user: string | null): void {
    const connect = this.sockets.get(id)?.connect;
    if (connect) connect.user ??= user;
  }

  close(id: string, code: number, reason: string): void {
    this.sockets.get(id)?.ws.close(code, reason);
  }

  terminate(id: string): void {
    this.sockets.get(id)?.ws.terminate();
  }

  /** From here on nothing is read from or written to the socket, as when the network between has gone. */
  hold(id: string): void {
    const open = this.sockets.get(id);
    if (!open || open.queue) return;
    open.queue = [];
    open.ws.pause();
  }

  /** The network is back: what was under way arrives now, in both directions. */
  release(id: string): void {
    const open = this.sockets.get(id);
    if (!open?.queue) return;
    const { queue } = open;
    open.queue = null;
    for (const text of queue) this.send(id, text);
    open.ws.resume();
  }

  closeAll(): void {
    for (const { stream } of this.waiting) stream.destroy();
    for (const { ws } of this.sockets.values()) ws.terminate();
    this.server.close();
  }

  private accept({ request, stream, head, connect }: Waiting, held: boolean): void {
    this.server.handleUpgrade(request, stream, head, (ws) => {
      const id = `s${(this.opened += 1)}`;
      this.sockets.set(id, { ws, connect, queue: null });
      ws.on('message', (data, isBinary) => {
        if (isBinary) {
          ws.close(UNSUPPORTED_DATA, 'Text frames only');
          return;
        }
        this.events.frame(id, (data as Buffer).toString('utf8'));
      });
      // ws closes the socket itself after a broken or oversized frame; without a listener Node would stop.
      ws.on('error', () => undefined);
      ws.on('close', (code) => {
        this.sockets.delete(id);
        Object.assign(connect, { closedAt: Date.now(), closeCode: code });
        this.events.closed(id, code);
      });
      this.events.open(id, identify(request), held);
    });
  }
}

/** Who is knocking, as far as the address says. */
function identify(request: IncomingMessage): { user: string | null; voiceSdkId: string | null } {
  const query = URL.parse(request.url ?? '/', 'http://localhost')?.searchParams;
  const value = (name: string): string | null => query?.get(name)?.slice(0, MAX_QUERY_VALUE) || null;
  return { user: value('user'), voiceSdkId: value('voice_sdk_id') };
}

function refuse(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
