/**
 * What the pure layers (contract, machines, selectors) must not touch: time comes in with the event, chance and the
 * outside world too, so that every deadline can be tested on a virtual clock.
 */
const reason = 'contract, machines and selectors are pure: it comes in with the event, or goes out as an effect.';

const NAMES = [
  ...['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'],
  ...['queueMicrotask', 'requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback', 'scheduler'],
  ...['window', 'self', 'globalThis', 'global', 'process', 'document', 'navigator', 'location', 'history', 'screen'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'crypto', 'console', 'fetch', 'XMLHttpRequest'],
  ...['WebSocket', 'RTCPeerConnection', 'MediaStream', 'AudioContext', 'BroadcastChannel', 'MessageChannel', 'Worker'],
  ...['addEventListener', 'removeEventListener', 'dispatchEvent', 'customElements', 'matchMedia', 'alert'],
];

export const IMPURE_GLOBALS = NAMES.map((name) => ({ name, message: reason }));

export const IMPURE_PROPERTIES = [{ object: 'Math', property: 'random', message: reason }];
