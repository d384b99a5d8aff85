/* global AudioContext, document, DOMException, Event, EventTarget, HTMLMediaElement, MediaStream, navigator, OverconstrainedError */
/**
 * What browsers cannot be brought to: devices come and go. Each is the browser's own synthetic microphone under another
 * name; a speaker is a name alone.
 */
(() => {
  const { harness } = globalThis;
  const { mediaDevices } = navigator;
  if (!mediaDevices) return;
  /** What there is; null for what the browser itself has. */
  let devices = null;
  let busy = [];
  const tracks = [];
  /** Where sounds were sent to, from first to last. */
  const sinks = [];
  const sinkOf = new WeakMap();

  const stamp = (stream, device) => {
    for (const track of stream.getAudioTracks()) {
      Object.defineProperty(track, 'label', { value: device.label });
      track.getSettings = () => ({ deviceId: device.deviceId });
      // Firefox tells listeners of a track of its own events only.
      const ended = [];
      const { addEventListener } = track;
      track.addEventListener = (type, listener, options) =>
        type === 'ended' ? ended.push(listener) : addEventListener.call(track, type, listener, options);
      tracks.push({ track, device, ended });
    }
    stream.clone = () => stamp(MediaStream.prototype.clone.call(stream), device);
    return stream;
  };

  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    if (devices === null) return getUserMedia(constraints);
    const wanted = constraints.audio.deviceId?.exact;
    const inputs = devices.filter(({ kind }) => kind === 'audioinput');
    const device = wanted === undefined ? inputs[0] : inputs.find(({ deviceId }) => deviceId === wanted);
    if (!device)
      throw wanted === undefined ? new DOMException('None', 'NotFoundError') : new OverconstrainedError('deviceId');
    if (busy.includes(device.deviceId)) throw new DOMException('In use', 'NotReadableError');
    return stamp(await getUserMedia({ audio: true }), device);
  };

  const enumerateDevices = mediaDevices.enumerateDevices.bind(mediaDevices);
  mediaDevices.enumerateDevices = async () => devices ?? enumerateDevices();

  const query = navigator.permissions.query.bind(navigator.permissions);
  navigator.permissions.query = async (asked) =>
    devices !== null && asked.name === 'microphone'
      ? Object.assign(new EventTarget(), { state: 'granted' })
      : query(asked);

  for (const [type, prototype] of [
    ['element', HTMLMediaElement.prototype],
    ['context', AudioContext.prototype],
  ]) {
    const { setSinkId } = prototype;
    if (!setSinkId) continue;
    prototype.setSinkId = async function (id) {
      if (devices === null) return setSinkId.call(this, id);
      if (id !== '' && !devices.some(({ deviceId, kind }) => kind === 'audiooutput' && deviceId === id)) {
        throw new DOMException('No such speaker', 'NotFoundError');
      }
      sinkOf.set(this, id);
      sinks.push([type, id]);
    };
  }

  Object.assign(harness, {
    /** From now on there are these devices, each `[kind, id, label]`; the first of a kind is the system's default. */
    have(list) {
      devices = list.map(([kind, deviceId, label]) => ({ kind, deviceId, label, groupId: '' }));
      mediaDevices.dispatchEvent(new Event('devicechange'));
      for (const { track, device, ended } of tracks) {
        if (track.readyState === 'ended' || devices.some(({ deviceId }) => deviceId === device.deviceId)) continue;
        track.stop();
        for (const listener of ended) listener.call(track, new Event('ended'));
      }
    },

    /** Other programs use these. */
    occupy(ids) {
      busy = ids;
    },

    /** Of what is sent to the other side: the microphone's name and id, and whether it may be heard. */
    sent: () =>
      harness
        .openPeers()
        .flatMap((peer) => peer.getSenders())
        .filter(({ track }) => track?.kind === 'audio')
        .map(({ track }) => ({
          label: track.label,
          id: track.getSettings().deviceId,
          enabled: track.enabled,
          live: track.readyState === 'live',
        })),

    /** The microphones that are open. */
    open: () => tracks.filter(({ track }) => track.readyState === 'live').map(({ track }) => track.label),

    /** Where calls are heard. */
    speakers: () => [...document.querySelectorAll('audio')].map((element) => sinkOf.get(element) ?? ''),

    /** Where anything was sent to. */
    sinks: () => sinks,
  });
})();
