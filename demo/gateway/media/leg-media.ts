/**
 * A leg's audio: its peer, the peer that is to replace it after a re-attach, and the counters, which outlive both.
 */
import type { Impairment } from '../core/routes.ts';
import { Line } from './impairment.ts';
import { Meter } from './meter.ts';
import { Peer } from './peer.ts';
import { Restamper } from './restamp.ts';

export interface Inbound {
  /** Names the stream: changes with the peer. */
  source: string;
  sequenceNumber: number;
  timestamp: number;
  payload: Buffer;
}

export class LegMedia {
  readonly inbound = new Meter();
  readonly outbound = new Meter();
  dropIn = false;
  dropOut = false;
  dropPath = false;
  /** How bad the network is from the client, and to it. */
  impairIn: Impairment | null = null;
  impairOut: Impairment | null = null;
  /** When its first handshake was over: before that nothing can be decrypted. */
  encryptedAt: number | null = null;
  private readonly id: string;
  private readonly deliver: (packet: Inbound) => void;
  private readonly lineIn = new Line();
  private readonly lineOut = new Line();
  private readonly stamps = new Restamper();
  private peer: Peer | null = null;
  private nextPeer: Peer | null = null;
  private peers = 0;

  constructor(id: string, deliver: (packet: Inbound) => void) {
    this.id = id;
    this.deliver = deliver;
  }

  get state(): string {
    return this.peer?.state ?? 'new';
  }

  /** Answers the client's offer; a second offer renegotiates the same peer, which restarts ICE. */
  async answer(sdp: string): Promise<string> {
    this.peer ??= this.newPeer();
    return this.peer.answer(sdp);
  }

  /** Offers a new peer. The old one keeps the audio until the new one is connected. */
  async offer(): Promise<string> {
    this.nextPeer?.close();
    this.nextPeer = this.newPeer();
    return this.nextPeer.offer();
  }

  async accept(sdp: string): Promise<void> {
    if (!this.nextPeer) throw new Error('No offer is open');
    await this.nextPeer.accept(sdp);
  }

  async addCandidate(candidate: string, sdpMid: string | null, sdpMLineIndex: number | null): Promise<void> {
    await (this.nextPeer ?? this.peer)?.addCandidate(candidate, sdpMid, sdpMLineIndex);
  }

  send(packet: Inbound): void {
    if (this.dropOut || !this.peer) return;
    const at = Date.now();
    const stamp = this.stamps.next(packet.source, packet.sequenceNumber, packet.timestamp, at);
    if (this.lineOut.loses(this.impairOut)) this.outbound.lose(at);
    else if (this.peer.send(packet.payload, stamp)) this.outbound.count(packet.payload, at);
  }

  close(): void {
    this.peer?.close();
    this.nextPeer?.close();
  }

  private losesInbound(): boolean {
    const lost = this.lineIn.loses(this.impairIn);
    if (lost) this.inbound.lose(Date.now());
    return lost;
  }

  private newPeer(): Peer {
    const source = `${this.id}#${(this.peers += 1)}`;
    const peer: Peer = new Peer(
      {
        rtp: (packet) => {
          this.inbound.count(packet.payload, Date.now());
          this.deliver({ source, ...packet });
        },
        connected: () => {
          this.encryptedAt ??= Date.now();
          if (this.nextPeer !== peer) return;
          this.peer?.close();
          this.peer = peer;
          this.nextPeer = null;
        },
      },
      {
        isDead: () => this.dropPath,
        losesInbound: () => this.dropIn || this.losesInbound(),
        late: {
          in: () => this.lineIn.lateness(this.impairIn, Date.now()),
          out: () => this.lineOut.lateness(this.impairOut, Date.now()),
        },
      },
    );
    return peer;
  }
}
