/**
 * What a browser prints by itself when the network fails, which nobody can prevent. Everything else on the console
 * fails the test.
 */
const NETWORK_NOISE = [
  /^WebRTC: ICE failed, add a STUN server and see about:webrtc for more details$/,
  /^WebSocket connection to 'ws:\/\/[^']*\/rtc[^']*' failed: /,
  /^Firefox can’t establish a connection to the server at ws:\/\/[^ ]*\/rtc/,
  /^The connection to ws:\/\/[^ ]*\/rtc[^ ]* was interrupted while the page was loading\.$/,
  /^Failed to load resource: (net::ERR_INTERNET_DISCONNECTED|the server responded with a status of \d+)/,
];

export function isNetworkNoise(text: string): boolean {
  return NETWORK_NOISE.some((pattern) => pattern.test(text));
}
