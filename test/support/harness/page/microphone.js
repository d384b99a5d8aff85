/* global AudioContext, ConstantSourceNode, document, DOMException, Event, EventTarget, navigator */
/** Stands between the page and the browser's microphone: counts the questions, and gives the answers that a test wants. */
(() => {
  const { harness } = globalThis;
  const { mediaDevices } = navigator;
  const tracks = [];
  let prompts = 0;
  /** Why the browser is to refuse the microphone: the name of the error, or null. */
  let refusal = null;
  let permission = null;

  /** Silence, where the browser will never give its own; Chromium sends none that nothing makes. */
  const ownSound = () => {
    const context = new AudioContext();
    const destination = context.createMediaStreamDestination();
    const silence = new ConstantSourceNode(context, { offset: 0 });
    silence.connect(destination);
    silence.start();
    return destination.stream;
  };

  if (mediaDevices) {
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      prompts += 1;
      await harness.prompt;
      if (refusal !== null) throw new DOMException('As the test wants it', refusal);
      const stream = await (permission === null ? getUserMedia(constraints) : ownSound());
      tracks.push(...stream.getTracks());
      return stream;
    };
  }

  Object.assign(harness, {
    /** What the browser's question for the microphone waits for; a promise that a test settles. */
    prompt: null,

    /** How often the page has asked for the microphone. */
    prompts: () => prompts,

    /** Of all the microphones that it got. */
    tracks: () => tracks.map(({ kind, readyState, enabled }) => ({ kind, readyState, enabled })),

    /** What browsers cannot be brought to: from now on the microphone is refused, or given again (null). */
    refuse(name) {
      refusal = name;
    },

    /**
     * What browsers cannot be told from outside: the user allows or blocks the microphone in the site's settings.
     * `quiet`: the page is not told, as if nobody had listened.
     */
    permit(state, quiet = false) {
      refusal = state === 'denied' ? 'NotAllowedError' : null;
      const before = permission?.state;
      permission ??= new EventTarget();
      permission.state = state;
      navigator.permissions.query = async () => permission;
      if (before !== undefined && before !== state && !quiet) permission.dispatchEvent(new Event('change'));
    },

    /** The browser would ask the user before it gives the microphone again, as far as it tells. */
    asks() {
      const status = Object.assign(new EventTarget(), { state: 'prompt' });
      navigator.permissions.query = async () => status;
    },

    /** Puts a frame of another origin on the page, which is not allowed the microphone. */
    frame(src) {
      document.body.append(Object.assign(document.createElement('iframe'), { src, width: 400, height: 500 }));
    },

    /** What browsers cannot be brought to: every microphone that was given ends, as when it is unplugged. */
    unplug() {
      for (const track of tracks.filter(({ readyState }) => readyState === 'live')) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
    },

    /** Nobody says a word, as far as the browser can tell. */
    hush() {
      for (const track of tracks) track.enabled = false;
    },

    /** The browser tells that a device has come or gone. */
    plug: () => mediaDevices.dispatchEvent(new Event('devicechange')),
  });
})();
