/* global addEventListener, document, MutationObserver, performance, setInterval, WebSocket */
/**
 * Writes down what can be seen of the page from outside. It looks at the page as any other script could, and changes
 * nothing that the phone does.
 */
(() => {
  const { harness } = globalThis;
  const { EVENTS, STATE } = harness;
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
    'quality-level',
  ];

  /** How often the page's own punctuality is looked at, in milliseconds. */
  const BEAT = 25;

  const log = { events: [], attributes: [], shown: [], network: [], logins: [], late: [], problems: [] };
  /** The events in their order, each as its name and the very detail that it carried, by where they were heard. */
  const heard = {};

  const problem = (kind, error) => log.problems.push({ at: Date.now(), kind, text: String(error?.stack ?? error) });
  addEventListener('error', (event) => problem('error', event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => problem('unhandled rejection', event.reason));

  for (const type of ['online', 'offline']) {
    addEventListener(type, () => log.network.push({ at: Date.now(), online: type === 'online' }));
  }

  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (/"method":"(anonymous_)?login"/.test(data)) log.logins.push(Date.now());
    return send.call(this, data);
  };

  let due = performance.now() + BEAT;
  setInterval(() => {
    const ms = performance.now() - due;
    due = performance.now() + BEAT;
    if (ms > BEAT) log.late.push({ at: Date.now(), ms });
  }, BEAT);

  const elements = () =>
    [...(document.body?.querySelectorAll('*') ?? [])].filter(({ localName }) => /^telnyx-/.test(localName));
  const stateOf = (element) =>
    Object.fromEntries(STATE.map((name) => [name, element.getAttribute(name)]).filter(([, value]) => value !== null));

  /** An event's detail as plain data; of a call, its snapshot. */
  const plain = (detail) =>
    JSON.parse(JSON.stringify(detail, (key, value) => (key === 'call' && value?.snapshot ? value.snapshot : value)));

  const listen = (where, target) => {
    const events = (heard[where] = []);
    for (const name of EVENTS) target.addEventListener(name, ({ detail }) => events.push([name, detail]));
  };

  const watch = (element) => {
    const { localName: tag } = element;
    const namesakes = Object.keys(heard).filter((where) => where.split(' ')[0] === tag).length;
    listen(namesakes === 0 ? tag : `${tag} ${namesakes + 1}`, element);
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

  listen('document', document);
  for (const name of EVENTS) {
    document.addEventListener(name, ({ type, detail }) => {
      const attributes = Object.fromEntries(elements().map((element) => [element.localName, stateOf(element)]));
      log.events.push({ at: Date.now(), name: type, detail: plain(detail), attributes });
    });
  }

  let start;
  const started = new Promise((resolve) => (start = resolve));

  Object.assign(harness, {
    plain,
    ready: false,

    /** Resolves with the client, once the page has loaded one. */
    started,

    /** Called by the page once its markup is there. */
    watch: () => elements().forEach(watch),

    /** Called by the page once its scripts have run. */
    start(client) {
      harness.client = client;
      listen('client', client);
      elements()
        .filter((element) => element.shadowRoot)
        .forEach(read);
      harness.ready = true;
      start(client);
    },

    /** What this document has written down since: after the number of entries already known of it, by list. */
    since({ document: known, entries }) {
      const current = performance.timeOrigin;
      const skipped = current === known ? entries : {};
      const news = Object.entries(log).map(([name, list]) => [name, list.slice(skipped[name] ?? 0)]);
      return { document: current, news: Object.fromEntries(news) };
    },

    /** How often each event was heard, by where. */
    counts() {
      const tally = (events) => Object.entries(Object.groupBy(events, ([name]) => name));
      return Object.fromEntries(
        Object.entries(heard).map(([where, events]) => [
          where,
          Object.fromEntries(tally(events).map(([name, same]) => [name, same.length])),
        ]),
      );
    },

    /** Where other events were heard than on the document, or in another order, or with a detail of their own. */
    unlike: () =>
      Object.keys(heard).filter(
        (where) =>
          heard[where].length !== heard.document.length ||
          heard[where].some(([name, detail], index) => {
            const [otherName, otherDetail] = heard.document[index];
            return name !== otherName || detail !== otherDetail;
          }),
      ),

    snapshot: () => plain(harness.client.snapshot),
    attributes: () => Object.fromEntries(elements().map((element) => [element.localName, stateOf(element)])),
  });
})();
