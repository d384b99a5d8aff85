/** Draws the last minute of each phone as lanes of coloured spans, what is shown above what is true. */
const SPAN = 60_000;
const LANES = ['connection', 'call', 'media', 'truth'] as const;
const MAX_EVENTS = 200;

export type LaneName = (typeof LANES)[number];

interface Stretch {
  readonly from: number;
  readonly value: string | null;
  readonly note: string | null;
}

const TITLES: Readonly<Record<LaneName, string>> = {
  connection: 'Connection',
  call: 'Call',
  media: 'Remote media',
  truth: 'Gateway’s truth',
};

/** Good, busy, wrong, over: enough to see at a glance where page and gateway differ. */
function toneOf(value: string): string {
  if (/reconnecting|disconnected|stalled|away|gone/.test(value)) return 'bad';
  if (/connecting|ringing|new|early/.test(value)) return 'busy';
  if (value.includes('held')) return 'held';
  return /destroyed|idle|unknown/.test(value) ? 'over' : 'good';
}

export class Timeline {
  readonly #tracks = new Map<
    string,
    { readonly track: HTMLElement; readonly now: HTMLElement; stretches: Stretch[] }
  >();
  readonly #events: HTMLElement;

  constructor(lanes: HTMLElement, events: HTMLElement, users: readonly string[]) {
    this.#events = events;
    for (const user of users) {
      const group = document.createElement('div');
      group.className = 'group';
      const title = document.createElement('h3');
      title.textContent = user;
      group.append(title, ...LANES.map((lane) => this.#lane(user, lane)));
      lanes.append(group);
    }
  }

  /** A lane's value from now on; the same again is no news. */
  show(user: string, lane: LaneName, value: string | null, note: string | null = null): void {
    const track = this.#tracks.get(`${user} ${lane}`);
    const last = track?.stretches.at(-1);
    if (track === undefined || (last?.value === value && last.note === note)) return;
    track.stretches.push({ from: Date.now(), value, note });
    track.now.textContent = value === null ? '–' : note === null ? value : `${value} (${note})`;
  }

  /** A line in the list of events. */
  tell(who: string, name: string, text: string): void {
    const line = document.createElement('li');
    const time = document.createElement('time');
    time.textContent = new Date().toLocaleTimeString(undefined, { hour12: false });
    const seat = document.createElement('b');
    seat.textContent = who;
    const event = document.createElement('code');
    event.textContent = name;
    line.append(time, seat, event, text);
    this.#events.prepend(line);
    while (this.#events.childElementCount > MAX_EVENTS) this.#events.lastElementChild?.remove();
  }

  start(): void {
    const draw = (): void => {
      for (const track of this.#tracks.values()) this.#draw(track);
      setTimeout(() => requestAnimationFrame(draw), 250);
    };
    draw();
  }

  #lane(user: string, lane: LaneName): HTMLElement {
    const row = document.createElement('div');
    row.className = `lane ${lane}`;
    const name = document.createElement('span');
    name.textContent = TITLES[lane];
    const track = document.createElement('div');
    track.className = 'track';
    const now = document.createElement('output');
    now.textContent = '–';
    row.append(name, track, now);
    this.#tracks.set(`${user} ${lane}`, { track, now, stretches: [] });
    return row;
  }

  #draw(lane: { readonly track: HTMLElement; stretches: Stretch[] }): void {
    const end = Date.now();
    const start = end - SPAN;
    const gone = lane.stretches.findLastIndex(({ from }) => from <= start);
    if (gone > 0) lane.stretches = lane.stretches.slice(gone);
    const spans = lane.stretches.flatMap(({ from, value, note }, index) => {
      if (value === null) return [];
      const until = lane.stretches[index + 1]?.from ?? end;
      const span = document.createElement('i');
      span.className = toneOf(value);
      span.title = note === null ? value : `${value} (${note})`;
      span.style.insetInlineStart = `${String((Math.max(0, from - start) / SPAN) * 100)}%`;
      span.style.inlineSize = `${String(((until - Math.max(from, start)) / SPAN) * 100)}%`;
      return [span];
    });
    lane.track.replaceChildren(...spans);
  }
}
