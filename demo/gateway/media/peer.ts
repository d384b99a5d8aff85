/** One server-side peer connection of a leg: PCMU audio over loopback. */
import { MediaStream, MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import { reveal, revealAll } from './own-addresses.ts';
import type { Stamp } from './restamp.ts';

export interface PeerEvents {
  rtp(packet: { sequenceNumber: number; timestamp: number; payload: Buffer }): void;
  connected(): void;
}

const LOOPBACK = '127.0.0.1';
/** The only codec: every browser has it, it needs no transcoding between legs, and its loudness can be read. */
const PCMU = { mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 };

export class Peer {
  private readonly connection: RTCPeerConnection;
  private readonly events: PeerEvents;
  private readonly pathDown: () => boolean;
  private closed = false;
  /** Those whose reports stop with the path. */
  private readonly transports = new WeakSet<object>();

  /** @param pathDown while true, the peer plays dead on the network: no answer to ICE, no media */
  constructor(events: PeerEvents, pathDown: () => boolean) {
    this.events = events;
    this.pathDown = pathDown;
    this.connection = new RTCPeerConnection({
      codecs: { audio: [new RTCRtpCodecParameters(PCMU)], video: [] },
      iceServers: [],
      iceUseIpv6: false,
      // Beside the machine's own addresses: Firefox takes no loopback candidate by default, and a machine without a
      // network has nothing else.
      iceAdditionalHostAddresses: [LOOPBACK],
      iceFilterStunResponse: () => !this.pathDown(),
    });
    const track = new MediaStreamTrack({ kind: 'audio' });
    this.connection.addTransceiver(track, {
      direction: 'sendrecv',
      streams: [new MediaStream([track])],
    });
    this.connection.onTrack.subscribe((remote) => {
      remote.onReceiveRtp.subscribe((packet) => this.receive(packet));
    });
    this.connection.connectionStateChange.subscribe((state) => {
      if (state !== 'connected') return;
      this.silenceReports();
      this.events.connected();
    });
  }

  get state(): string {
    return this.connection.connectionState;
  }

  /** Answers an offer: the first of the call, or one that restarts ICE. */
  async answer(sdp: string): Promise<string> {
    await this.connection.setRemoteDescription({ type: 'offer', sdp: revealAll(sdp) });
    await this.connection.setLocalDescription(await this.connection.createAnswer());
    return this.localSdp();
  }

  async offer(): Promise<string> {
    await this.connection.setLocalDescription(await this.connection.createOffer());
    return this.localSdp();
  }

  async accept(sdp: string): Promise<void> {
    await this.connection.setRemoteDescription({ type: 'answer', sdp: revealAll(sdp) });
  }

  async addCandidate(candidate: string, sdpMid: string | null, sdpMLineIndex: number | null): Promise<void> {
    for (const revealed of reveal(candidate)) {
      await this.connection.addIceCandidate({
        candidate: revealed,
        ...(sdpMid === null ? {} : { sdpMid }),
        ...(sdpMLineIndex === null ? {} : { sdpMLineIndex }),
      });
    }
  }

  /** Sends one packet if the peer is connected; says whether it did. */
  send(payload: Buffer, stamp: Stamp): boolean {
    const sender = this.connection.getTransceivers()[0]?.sender;
    if (!sender || this.closed || this.state !== 'connected' || this.pathDown()) return false;
    const header = new RtpHeader({ ...stamp, payloadType: PCMU.payloadType });
    // A peer that closes while a packet is on its way is no error.
    sender.sendRtp(new RtpPacket(header, payload)).catch(() => undefined);
    return true;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.connection.close().catch(() => undefined);
  }

  private receive(packet: RtpPacket): void {
    if (this.closed || this.pathDown()) return;
    const { sequenceNumber, timestamp } = packet.header;
    this.events.rtp({ sequenceNumber, timestamp, payload: packet.payload });
  }

  /** A dead path carries no RTCP either: by it a browser tells such a path from a party that is silent. */
  private silenceReports(): void {
    for (const transport of this.connection.dtlsTransports) {
      if (this.transports.has(transport)) continue;
      this.transports.add(transport);
      const send = transport.sendRtcp.bind(transport);
      transport.sendRtcp = (packets) => (this.pathDown() ? Promise.resolve(0) : send(packets));
    }
  }

  private localSdp(): string {
    const sdp = this.connection.localDescription?.sdp;
    if (!sdp) throw new Error('No local description');
    return sdp;
  }
}
