/* global AudioContext, document, InputEvent, setTimeout */
/** What the page's user, or a script of the page, does with the phone; and what the user hears. */
(() => {
  const { harness } = globalThis;

  const button = (tag, name) =>
    [...document.querySelector(tag).shadowRoot.querySelectorAll('button')].find(
      (each) => (each.getAttribute('aria-label') ?? each.textContent.trim()) === name,
    );

  Object.assign(harness, {
    /** Runs a command of the client, of its newest call or of the one with that id, and says how its promise settled. */
    async run(target, command, args) {
      const { client } = harness;
      const object = target === 'client' ? client : target === 'call' ? client.calls.at(-1) : client.call(target);
      try {
        const value = await object[command](...args);
        return { settled: 'done', value: value?.snapshot ? harness.plain(value.snapshot) : null };
      } catch (error) {
        const { name, code = null, message } = error;
        return { settled: 'failed', name, code, message };
      }
    },

    /** Presses the button of that name in an element. */
    press(tag, name) {
      const pressed = button(tag, name);
      if (!pressed) throw new Error(`${tag} has no button "${name}"`);
      pressed.click();
    },

    /** Whether an element offers a button of that name. */
    offers: (tag, name) => button(tag, name) !== undefined,

    /** Types a number into the phone, as the user would. */
    enter(number) {
      const input = document.querySelector('telnyx-phone').shadowRoot.querySelector('[part~="number"]');
      input.value = number;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    },

    /** The energy of what was received and decoded until now, over all of the page's peer connections. */
    async energy() {
      const reports = await Promise.all(harness.openPeers().map((peer) => peer.getStats()));
      return reports
        .flatMap((report) => [...report.values()])
        .filter(({ type }) => type === 'inbound-rtp')
        .reduce((sum, { totalAudioEnergy = 0 }) => sum + totalAudioEnergy, 0);
    },

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
  });
})();
