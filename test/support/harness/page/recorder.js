/* global addEventListener, AudioContext, document, DOMException, Event, EventTarget, InputEvent, location, MutationObserver, navigator, performance, RTCPeerConnection, setInterval, setTimeout, URLSearchParams */
/**
 * Runs before everything else on the page: puts the elements there that the address asks for, and writes down what can
 * be seen from outside. It looks at the page as any other script could, and changes nothing that the phone does.
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
    'telnyx-media-recovery',
    'telnyx-token-expiring',
    'telnyx-warning',
    'telnyx-error',
    'telnyx-signaling-message',
  ];
  const STATE = [
    'connection-state',
    'connection-reason',
    'call-state',
    'call-direction',
    'call-cause',
    'mic-muted',
    'remote-media',
  ];
  /** The parts whose words are written down whenever they change. */
  const WORDS = [
    'notice-title',
    'notice-detail',
    'notice-talk',
    'notice-action',
    'label',
    'timer',
    'problem',
    'media-cause',
    'media-deadline',
  ];

  /** How often the page's own punctuality is looked at, in milliseconds. */
  const BEAT = 25;

  const log = { events: [], attributes: [], shown: [], network: [], late: [], problems: [] };
  /** How often each event was heard, by where. */
  const counts = {};
  const tracks = [];
  const peers = [];
  let prompts = 0;

  const problem = (kind, error) => log.problems.push({ at: Date.now(), kind, text: String(error?.stack ?? error) });
  addEventListener('error', (event) => problem('error', event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => problem('unhandled rejection', event.reason));

  for (const type of ['online', 'offline']) {
    addEventListener(type, () => log.network.push({ at: Date.now(), online: type === 'online' }));
  }

  let due = performance.now() + BEAT;
  setInterval(() => {
    const ms = performance.now() - due;
    due = performance.now() + BEAT;
    if (ms > BEAT) log.late.push({ at: Date.now(), ms });
  }, BEAT);

  /** Where the browser will never give its own. */
  const ownSound = () => new AudioContext().createMediaStreamDestination().stream;

  const { mediaDevices } = navigator;
  /** Why the browser is to refuse the microphone: the name of the error, or null. */
  let refusal = null;
  let permission = null;
  if (mediaDevices) {
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      prompts += 1;
      if (refusal !== null) throw new DOMException('As the test wants it', refusal);
      const stream = await (permission === null ? getUserMedia(constraints) : ownSound());
      tracks.push(...stream.getTracks());
      return stream;
    };
  }
  globalThis.RTCPeerConnection &&= class extends RTCPeerConnection {
    constructor(...args) {
      super(...args);
      peers.push(this);
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

  const elements = () => [...document.body.querySelectorAll('*')].filter(({ localName }) => /^telnyx-/.test(localName));
  const stateOf = (element) =>
    Object.fromEntries(STATE.map((name) => [name, element.getAttribute(name)]).filter(([, value]) => value !== null));

  /** The event's detail as plain data; of a call, its snapshot. */
  const plain = (detail) =>
    JSON.parse(JSON.stringify(detail, (key, value) => (key === 'call' && value?.snapshot ? value.snapshot : value)));

  const count = (where, target) => {
    const heard = (counts[where] = {});
    for (const name of EVENTS) target.addEventListener(name, () => (heard[name] = (heard[name] ?? 0) + 1));
  };

  const watch = (element) => {
    const { localName: tag } = element;
    count(tag, element);
    new MutationObserver((records) => {
      for (const { attributeName: name } of records) {
        log.attributes.push({ at: Date.now(), tag, name, value: element.getAttribute(name) });
      }
    }).observe(element, { attributeFilter: STATE });
  };

  /** Writes down what an element says, whenever it says something else. */
  const read = (element) => {
    let before = '';
    const { localName: tag } = element;
    const look = () => {
      const words = {};
      for (const part of WORDS) {
        const text = element.shadowRoot.querySelector(`[part~="${part}"]`)?.textContent?.replace(/\s+/g, ' ').trim();
        if (text) words[part] = text;
      }
      const now = JSON.stringify(words);
      if (now === before) return;
      before = now;
      log.shown.push({ at: Date.now(), tag, words });
    };
    new MutationObserver(look).observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
    look();
  };

  document.body.insertAdjacentHTML('beforeend', new URLSearchParams(location.search).get('markup') ?? '');
  elements().forEach(watch);
  count('document', document);
  for (const name of EVENTS) {
    document.addEventListener(name, ({ type, detail }) => {
      const attributes = Object.fromEntries(elements().map((element) => [element.localName, stateOf(element)]));
      log.events.push({ at: Date.now(), name: type, detail: plain(detail), attributes });
    });
  }

  globalThis.harness = {
    ready: false,

    /** Called by the module script once the elements are defined. */
    start(client) {
      this.client = client;
      count('client', client);
      elements()
        .filter((element) => element.shadowRoot)
        .forEach(read);
      this.ready = true;
    },

    /** What has been written down since: the number of entries already known, by list. */
    since(known) {
      return Object.fromEntries(Object.entries(log).map(([name, list]) => [name, list.slice(known[name] ?? 0)]));
    },

    counts: () => counts,
    prompts: () => prompts,

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

    /** Puts a frame of another origin on the page, which is not allowed the microphone. */
    frame(src) {
      document.body.append(Object.assign(document.createElement('iframe'), { src, width: 400, height: 500 }));
    },

    /** The browser tells that a device has come or gone. */
    plug: () => mediaDevices.dispatchEvent(new Event('devicechange')),
    tracks: () => tracks.map(({ kind, readyState, enabled }) => ({ kind, readyState, enabled })),
    snapshot: () => plain(globalThis.harness.client.snapshot),
    attributes: () => Object.fromEntries(elements().map((element) => [element.localName, stateOf(element)])),

    /** Runs a command of the client, of its newest call or of the one with that id, and says how its promise settled. */
    async run(target, command, args) {
      const { client } = this;
      const object = target === 'client' ? client : target === 'call' ? client.calls.at(-1) : client.call(target);
      try {
        const value = await object[command](...args);
        return { settled: 'done', value: value?.snapshot ? plain(value.snapshot) : null };
      } catch (error) {
        const { name, code = null, message } = error;
        return { settled: 'failed', name, code, message };
      }
    },

    /** Presses the button of that name in an element. */
    press(tag, name) {
      const { shadowRoot } = document.querySelector(tag);
      const button = [...shadowRoot.querySelectorAll('button')].find(
        (each) => (each.getAttribute('aria-label') ?? each.textContent.trim()) === name,
      );
      if (!button) throw new Error(`${tag} has no button "${name}"`);
      button.click();
    },

    /** Whether an element offers a button of that name. */
    offers: (tag, name) =>
      [...document.querySelector(tag).shadowRoot.querySelectorAll('button')].some(
        (each) => (each.getAttribute('aria-label') ?? each.textContent.trim()) === name,
      ),

    /** Types a number into the phone, as the user would. */
    enter(number) {
      const input = document.querySelector('telnyx-phone').shadowRoot.querySelector('[part~="number"]');
      input.value = number;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    },

    /** The energy of what was received and decoded until now, over all of the page's peer connections. */
    async energy() {
      const reports = await Promise.all(
        peers.filter((peer) => peer.connectionState !== 'closed').map((peer) => peer.getStats()),
      );
      return reports
        .flatMap((report) => [...report.values()])
        .filter(({ type }) => type === 'inbound-rtp')
        .reduce((sum, { totalAudioEnergy = 0 }) => sum + totalAudioEnergy, 0);
    },

    /** What was negotiated when each peer connection was first connected, oldest first. */
    peers: () =>
      peers.map(({ connectionState, connectedAt = null, local = '', remote = '' }) => ({
        connectionState,
        connectedAt,
        local,
        remote,
      })),

    /** The elements that play calls. */
    sounds: () =>
      [...document.querySelectorAll('audio')].map(({ volume, paused, srcObject }) => ({
        volume,
        paused,
        live: srcObject?.active ?? false,
      })),

    /** How loud the page's sound is over some milliseconds, 0 to 1; null where the browser has no sound device. */
    async loudness(ms) {
      const stream = document.querySelector('audio')?.srcObject;
      if (!stream) return null;
      const context = new AudioContext();
      try {
        await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 500))]);
        if (context.state !== 'running') return null;
        const analyser = context.createAnalyser();
        context.createMediaStreamSource(stream).connect(analyser);
        const samples = new Float32Array(analyser.fftSize);
        let loudest = 0;
        for (const end = Date.now() + ms; Date.now() < end;) {
          await new Promise((resolve) => setTimeout(resolve, 30));
          analyser.getFloatTimeDomainData(samples);
          loudest = Math.max(loudest, Math.hypot(...samples) / Math.sqrt(samples.length));
        }
        return loudest;
      } finally {
        await context.close();
      }
    },
  };
})();
