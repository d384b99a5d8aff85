/* global AudioBufferSourceNode, console, document, HTMLMediaElement, navigator, setInterval */
/** Says again and again how things stand on the page; see `UntouchedPage`. */
const MARK = 'told:';

const played = new Set();
const errors = [];
let tones = 0;

const media = HTMLMediaElement.prototype;
const source = AudioBufferSourceNode.prototype;
const { play } = media;
const { start, stop } = source;
media.play = function () {
  played.add(this);
  return play.call(this);
};
source.start = function () {
  tones += 1;
  start.call(this);
};
source.stop = function () {
  tones -= 1;
  stop.call(this);
};
document.addEventListener('telnyx-error', ({ detail }) => errors.push(detail.code));

setInterval(() => {
  const elements = [...document.querySelectorAll('[connection-state]')];
  const snapshot = elements[0]?.client?.snapshot;
  if (!snapshot) return;
  const told = {
    connection: snapshot.connection.state,
    call: snapshot.calls.at(-1)?.state ?? null,
    playbackBlocked: snapshot.playbackBlocked,
    tones,
    playing: [...played].filter(({ paused }) => !paused).length,
    used: navigator.userActivation.hasBeenActive,
    words: elements
      .map(({ shadowRoot }) => shadowRoot.textContent)
      .join(' ')
      .replace(/\s+/g, ' '),
    errors,
  };
  console.debug(MARK + JSON.stringify(told));
}, 50);
