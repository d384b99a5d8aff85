/* global document, EventTarget, MediaQueryList, navigator */
/**
 * Runs before anything else on a page, and counts through the browser's own functions what the page's scripts have set
 * up and not let go of: timers, listeners on what outlives any element, sockets, microphones and peer connections. It
 * writes down the phone's events, each with where it was heard, and what goes wrong.
 */
(() => {
  const EVENTS = [
    'telnyx-connection-change',
    'telnyx-reconnecting',
    'telnyx-reconnected',
    'telnyx-disconnected',
    'telnyx-incoming-call',
    'telnyx-call-change',
    'telnyx-call-recovered',
    'telnyx-remote-media-change',
    'telnyx-warning',
    'telnyx-error',
  ];
  const timers = new Set();
  const intervals = new Set();
  const listeners = new Map();
  const sockets = new Set();
  const peers = new Set();
  const tracks = new Set();
  const problems = [];
  /** [where, name, detail], in the order in which they were heard. */
  const heard = [];

  const { setTimeout, clearTimeout, setInterval, clearInterval, WebSocket, RTCPeerConnection } = globalThis;
  const { addEventListener, removeEventListener } = EventTarget.prototype;

  const problem = (kind, error) => problems.push(`${kind}: ${String(error?.stack ?? error)}`);
  addEventListener.call(globalThis, 'error', (event) => problem('error', event.error ?? event.message));
  addEventListener.call(globalThis, 'unhandledrejection', (event) => problem('unhandled rejection', event.reason));

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
    }
  };
  const { mediaDevices } = navigator;
  if (mediaDevices) {
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      await globalThis.site.prompt;
      const stream = await getUserMedia(constraints);
      for (const track of stream.getTracks()) tracks.add(track);
      return stream;
    };
  }

  const plain = (detail) =>
    JSON.parse(JSON.stringify(detail, (key, value) => (key === 'call' && value?.snapshot ? value.snapshot : value)));
  const listen = (target, where) => {
    for (const name of EVENTS) {
      addEventListener.call(target, name, ({ detail }) => heard.push([where, name, plain(detail)]));
    }
  };
  listen(document, 'document');

  globalThis.site = {
    EVENTS,
    problems,
    heard,
    listen,
    /** What the browser's question for the microphone waits for; a promise that a test settles. */
    prompt: Promise.resolve(),

    /** What is still there, named. */
    left: () => ({
      timers: timers.size + intervals.size,
      listeners: [...listeners.values()].map(({ key }) => key).sort(),
      sockets: [...sockets].filter(({ readyState }) => readyState < 2).length,
      peers: [...peers].filter(({ connectionState }) => connectionState !== 'closed').length,
      microphones: [...tracks].filter(({ readyState }) => readyState === 'live').length,
      audio: document.querySelectorAll('audio').length,
    }),

    sockets: () => sockets.size,
    microphones: () => tracks.size,
  };
})();
