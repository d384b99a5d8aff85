import type { Handle } from './handles.ts';
import type { Signal } from './signals.ts';

/** Tells what becomes of the peer connections of calls. */
export class Peers {
  readonly #heard: (signal: Signal) => void;
  readonly #watched = new WeakSet<RTCPeerConnection>();

  constructor(heard: (signal: Signal) => void) {
    this.#heard = heard;
  }

  /** To be called whenever the call may have got one. */
  watch({ call, object }: Handle): void {
    const peer = call.peer?.instance;
    if (peer === null || peer === undefined || this.#watched.has(peer)) return;
    this.#watched.add(peer);
    const tell = (): void => this.#heard({ kind: 'peer', callId: call.id, object, state: peer.connectionState });
    peer.addEventListener('connectionstatechange', tell);
    if (peer.connectionState !== 'new') tell();
  }
}
