/** The page with an assistant: all that it does is to say where the local gateway is, and to load the elements. */
const BUNDLE = '/dist/cdn/telnyx-elements.js';

document.querySelector('telnyx-client')?.setAttribute('host', `ws://${location.host}/rtc`);
await import(BUNDLE);

export {};
