/** The shop's page: all that it does is to say where the local gateway is, and to load the elements. */
const BUNDLE = '/dist/cdn/telnyx-elements.js';

document.querySelector('telnyx-client')?.setAttribute('host', `ws://${location.host}/rtc?user=visitor`);
await import(BUNDLE);

export {};
