/* global document, EventTarget, MediaQueryList, navigator */
/**
 * Counts through the browser's own functions what the page's scripts have set up and not let go of: timers, listeners
 * on what outlives any element, sockets, peer connections and microphones.
 */
(() => {
  const { harness } = globalThis;
  const timers = new Set();
  const intervals = new Set();
  const listeners = new Map();
  const sockets = new Set();
  const peers = new Set();

  const { setTimeout, clearTimeout, setInterval, clearInterval, WebSocket, RTCPeerConnection } = globalThis;
  const { addEventListener, removeEventListener } = EventTarget.prototype;

  globalThis.setTimeout = (callback, delay, ...values) => {
    const id = setTimeout(() => {
      timers.delete(id);
      callback(...values);
    }, delay);
    timers.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => {
    timers.delete(id);
    clearTimeout(id);
  };
  globalThis.setInterval = (...values) => {
    const id = setInterval(...values);
    intervals.add(id);
    return id;
  };
  globalThis.clearInterval = (id) => {
    intervals.delete(id);
    clearInterval(id);
  };

  /** What is there for as long as the page is; anything else goes with its element, socket or peer connection. */
  const nameOf = (target) => {
    if (target === globalThis) return 'window';
    if (target === document) return 'document';
    if (target === document.body || target === document.documentElement) return 'body';
    if (target === navigator.mediaDevices) return 'mediaDevices';
    if (target === navigator.connection) return 'connection';
    if (target instanceof MediaQueryList) return 'media query';
    return null;
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const name = nameOf(this ?? globalThis);
    if (name !== null && listener) {
      const { once = false, signal, capture = options === true } = typeof options === 'object' ? (options ?? {}) : {};
      const key = `${name} ${type}`;
      const entry = { key, target: this ?? globalThis, type, listener, capture };
      const known = [...listeners.values()].some((other) => same(other, entry));
      if (!known && !signal?.aborted) {
        const id = Symbol(key);
        listeners.set(id, entry);
        if (signal) addEventListener.call(signal, 'abort', () => listeners.delete(id));
        if (once) addEventListener.call(entry.target, type, () => listeners.delete(id), { once: true, capture });
      }
    }
    return addEventListener.call(this ?? globalThis, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const capture = options === true || options?.capture === true;
    const gone = { target: this ?? globalThis, type, listener, capture };
    for (const [id, entry] of listeners) if (same(entry, gone)) listeners.delete(id);
    return removeEventListener.call(this ?? globalThis, type, listener, options);
  };
  const same = (one, other) =>
    one.target === other.target &&
    one.type === other.type &&
    one.listener === other.listener &&
    one.capture === other.capture;

  globalThis.WebSocket = class extends WebSocket {
    constructor(...values) {
      super(...values);
      sockets.add(this);
    }
  };
  globalThis.RTCPeerConnection &&= class extends RTCPeerConnection {
    constructor(...values) {
      super(...values);
      peers.add(this);
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState !== 'connected' || this.connectedAt) return;
        // Firefox tells nothing of a connection that is closed.
        Object.assign(this, {
          connectedAt: Date.now(),
          local: this.localDescription.sdp,
          remote: this.remoteDescription.sdp,
        });
      });
    }
  };
  const openPeers = () => [...peers].filter(({ connectionState }) => connectionState !== 'closed');

  Object.assign(harness, {
    openPeers,

    /** What was negotiated when each peer connection was first connected, oldest first. */
    peers: () =>
      [...peers].map(({ connectionState, connectedAt = null, local = '', remote = '' }) => ({
        connectionState,
        connectedAt,
        local,
        remote,
      })),

    /** What is still there, named. */
    left: () => ({
      timers: timers.size + intervals.size,
      listeners: [...listeners.values()].map(({ key }) => key).sort(),
      sockets: [...sockets].filter(({ readyState }) => readyState < 2).length,
      peers: openPeers().length,
      microphones: harness.tracks().filter(({ readyState }) => readyState === 'live').length,
      audio: document.querySelectorAll('audio').length,
    }),

    /** How many sockets were ever opened. */
    sockets: () => sockets.size,
  });
})();
