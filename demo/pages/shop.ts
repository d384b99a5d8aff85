/** The shop's page: all that it does is to say where the local gateway is, and to load the elements. */
const host = `ws://${location.host}/rtc?user=visitor`;
document.querySelector('telnyx-client')?.setAttribute('host', host);
await import('/dist/cdn/telnyx-elements.js' as string);

export {};
