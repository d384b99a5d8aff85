/* global addEventListener, WebSocket */
/** The SDK as it comes, with its defaults; `bare` is what the test drives and reads. */
import { TelnyxRTC } from '/sdk/bundle.mjs';

const bare = (globalThis.bare = {
  client: null,
  calls: {},
  /** Every state that a call object reported, by call id, the SDK's later objects of the same call included. */
  states: {},
  readies: [],
  errors: [],
  /** The methods of the messages that were sent. */
  sent: [],
  /** Names of the rejections that nobody handled. */
  unhandled: [],

  start(host, token) {
    const client = new TelnyxRTC({ host, login_token: token, iceServers: [], debug: false });
    client.remoteElement = 'remote';
    client.on('telnyx.ready', () => bare.readies.push(Date.now()));
    client.on('telnyx.error', (event) => bare.errors.push(event?.error?.code ?? String(event?.message)));
    client.on('telnyx.notification', ({ type, call }) => {
      if (type !== 'callUpdate') return;
      bare.calls[call.id] = call;
      (bare.states[call.id] ??= []).push(call.state);
    });
    bare.client = client;
    client.connect();
  },

  dial(destinationNumber) {
    const call = bare.client.newCall({ destinationNumber, callerNumber: 'caller', audio: true });
    bare.calls[call.id] = call;
    return call.id;
  },

  call(id) {
    return id ? bare.calls[id] : Object.values(bare.calls).at(-1);
  },

  state(id) {
    return bare.call(id)?.state ?? null;
  },

  /** Inbound and outbound RTP of the call's present peer connection. */
  async rtp(id) {
    const totals = { received: 0, sent: 0, energy: 0, codec: null };
    const stats = await bare.call(id).peer.instance.getStats();
    stats.forEach((report) => {
      if (report.type === 'inbound-rtp') {
        totals.received += report.packetsReceived;
        totals.energy += report.totalAudioEnergy ?? 0;
      }
      if (report.type === 'outbound-rtp') totals.sent += report.packetsSent;
      if (report.type === 'codec') totals.codec = report.mimeType;
    });
    return totals;
  },

  microphoneLive(id) {
    const tracks = bare.call(id)?.localStream?.getAudioTracks() ?? [];
    return tracks.some((track) => track.readyState === 'live' && track.enabled);
  },
});
const { send } = WebSocket.prototype;
WebSocket.prototype.send = function (data) {
  bare.sent.push(JSON.parse(data).method);
  return send.call(this, data);
};
addEventListener('unhandledrejection', ({ reason }) => bare.unhandled.push(reason?.name));
globalThis.bareReady = true;
