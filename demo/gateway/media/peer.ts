/** One server-side peer connection of a leg: PCMU audio over loopback. */
import {
  MediaStream,
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtcpRrPacket,
  RtpHeader,
  RtpPacket,
} from 'werift';
import type { RTCRtpReceiver } from 'werift';
import { reveal, revealAll } from './own-addresses.ts';
import type { Stamp } from './restamp.ts';
import { slowDown } from './slow-transport.ts';
import type { Datagrams, Lateness } from './slow-transport.ts';

export interface PeerEvents {
  rtp(packet: { sequenceNumber: number; timestamp: number; payload: Buffer }): void;
  connected(): void;
}

/** What of the network does not work, or not well; asked anew each time. */
export interface Network {
  /** The peer plays dead: no answer to ICE, no media, no reports. */
  isDead(): boolean;
  /** Whether the RTP packet that has just come from the client is lost on its way. */
  losesInbound(): boolean;
  readonly late: Lateness;
}

const LOOPBACK = '127.0.0.1';
/** The only codec: every browser has it, it needs no transcoding between legs, and its loudness can be read. */
const PCMU = { mimeType: 'audio/PCMU', clockRate: 8000, channels: 1, payloadType: 0 };

export class Peer {
  private readonly connection: RTCPeerConnection;
  private readonly events: PeerEvents;
  private readonly network: Network;
  private closed = false;
  private offered = false;
  /** Those whose reports are watched over, and those that are as late as the network is. */
  private readonly transports = new WeakSet<object>();
  /** The newest packet that each of the client's streams was last reported with. */
  private readonly reported = new Map<number, number>();

  constructor(events: PeerEvents, network: Network) {
    this.events = events;
    this.network = network;
    this.connection = new RTCPeerConnection({
      codecs: { audio: [new RTCRtpCodecParameters(PCMU)], video: [] },
      iceServers: [],
      iceUseIpv6: false,
      // Beside the machine's own addresses: Firefox takes no loopback candidate by default, and a machine without a
      // network has nothing else.
      iceAdditionalHostAddresses: [LOOPBACK],
      iceFilterStunResponse: () => !this.network.isDead(),
    });
    const track = new MediaStreamTrack({ kind: 'audio' });
    const { receiver } = this.connection.addTransceiver(track, {
      direction: 'sendrecv',
      streams: [new MediaStream([track])],
    });
    this.loseInbound(receiver);
    this.connection.onTrack.subscribe((remote) => {
      remote.onReceiveRtp.subscribe((packet) => this.receive(packet));
    });
    this.connection.connectionStateChange.subscribe((state) => {
      if (state !== 'connected') return;
      this.keepReportsTrue();
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
    if (this.offered) this.keepControl();
    return this.localSdp();
  }

  async offer(): Promise<string> {
    this.offered = true;
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
    if (!sender || this.closed || this.state !== 'connected' || this.network.isDead()) return false;
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
    if (this.closed) return;
    const { sequenceNumber, timestamp } = packet.header;
    this.events.rtp({ sequenceNumber, timestamp, payload: packet.payload });
  }

  /** What is lost is lost before it is counted: the peer's own reports must tell of it. */
  private loseInbound(receiver: RTCRtpReceiver): void {
    const take = receiver.handleRtpBySsrc;
    receiver.handleRtpBySsrc = (packet, extensions) => {
      if (!this.network.isDead() && !this.network.losesInbound()) take(packet, extensions);
    };
  }

  /**
   * A dead path carries no RTCP either: by it a browser tells such a path from a party that is silent. And a report is
   * silent on a stream of which nothing came since the last one (RFC 3550, 6.4); werift repeats itself.
   */
  private keepReportsTrue(): void {
    for (const transport of this.connection.dtlsTransports) {
      if (this.transports.has(transport)) continue;
      this.transports.add(transport);
      const send = transport.sendRtcp.bind(transport);
      transport.sendRtcp = (packets) => {
        if (this.network.isDead()) return Promise.resolve(0);
        for (const packet of packets) if (packet instanceof RtcpRrPacket) this.leaveOutSilent(packet);
        return send(packets);
      };
    }
  }

  private leaveOutSilent(report: RtcpRrPacket): void {
    report.reports = report.reports.filter(({ ssrc, highestSequence }) => {
      const news = this.reported.get(ssrc) !== highestSequence;
      this.reported.set(ssrc, highestSequence);
      return news;
    });
  }

  /**
   * A restart of ICE changes no roles (RFC 8445, 9), but werift takes the one of whoever offers it; both sides would be
   * controlled, and with half of all tie-breakers neither would find the path.
   */
  private keepControl(): void {
    for (const { connection } of this.connection.iceTransports) connection.iceControlling = true;
  }

  /** ICE's checks, RTP and reports take the same time: by the first a browser measures the round trip. */
  private slowDown(): void {
    for (const { connection } of this.connection.iceTransports) {
      // Its sockets, which nothing public leads to.
      const { protocols } = connection as unknown as { protocols: { transport: Datagrams }[] };
      for (const { transport } of protocols) {
        if (this.transports.has(transport)) continue;
        this.transports.add(transport);
        slowDown(transport, this.network.late);
      }
    }
  }

  private localSdp(): string {
    this.slowDown();
    const sdp = this.connection.localDescription?.sdp;
    if (!sdp) throw new Error('No local description');
    return sdp;
  }
}
