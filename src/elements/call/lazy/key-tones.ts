import type { ClientSnapshot } from '../../../contract/snapshots.ts';

/** Hertz. */
const ROWS: Readonly<Record<string, number>> = { '123': 697, '456': 770, '789': 852, '*0#': 941 };
const COLUMNS: Readonly<Record<string, number>> = { '147*': 1209, '2580': 1336, '369#': 1477 };

/** Seconds. */
const LASTS = 0.12;
/** Of a tone's beginning and end, so that it does not click; seconds. */
const FADE = 0.006;
/** Of each of the two pitches: beside a voice, not above it. */
const LOUDNESS = 0.05;
/** How long an element takes to begin to play, in seconds. */
const BEGINNING = 0.05;
/** How long the way to the loudspeaker is kept for the next key, in milliseconds. */
const KEPT = 3000;

/** The two pitches of a key, in hertz; null for what is none. */
export function pitchesOf(key: string): readonly number[] | null {
  const pitches = [ROWS, COLUMNS].flatMap((table) =>
    Object.entries(table)
      .filter(([keys]) => key.length === 1 && keys.includes(key))
      .map(([, pitch]) => pitch),
  );
  return pitches.length === 2 ? pitches : null;
}

/** The speaker on which calls are heard, by the browser's id for it; the empty one is the system's default. */
function speakerOf({ devices }: ClientSnapshot): string {
  const speaker = devices?.speaker;
  return (!speaker?.missing && speaker?.chosen?.id) || '';
}

/** The way to a loudspeaker. */
interface Way {
  readonly speaker: string;
  readonly context: AudioContext;
  readonly end: AudioNode;
  /** When it leads there, in the context's time. */
  readonly opens: number;
  readonly close: () => void;
}

/** A speaker that cannot be used leaves the default, which is better than silence. */
function open(speaker: string): Way {
  const context: AudioContext & { setSinkId?: (id: string) => Promise<void> } = new AudioContext();
  const way = { speaker, context, end: context.destination, opens: 0, close: () => void context.close() };
  if (!speaker) return way;
  if (context.setSinkId) {
    context.setSinkId(speaker).catch(() => undefined);
    return way;
  }
  // Where contexts have no speaker of their own, an element plays for them.
  const end = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = end.stream;
  element.setSinkId(speaker).catch(() => undefined);
  element.play().catch(() => undefined);
  const close = (): void => {
    element.srcObject = null;
    way.close();
  };
  return { ...way, end, opens: BEGINNING, close };
}

/**
 * Lets a key be heard by whoever presses it, and by nobody else: the other side gets its digit from the server. It is
 * heard where the call is. A key ends the tone of the one before.
 */
export function createKeyTones(): (key: string, snapshot: ClientSnapshot) => void {
  let way: Way | null = null;
  let silence: (() => void) | null = null;
  let closing: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    way?.close();
    way = null;
    silence = null;
  };

  const sound = ({ context, end, opens }: Way, pitches: readonly number[]): (() => void) => {
    const gain = context.createGain();
    const from = Math.max(context.currentTime, opens);
    const until = from + LASTS;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + FADE);
    gain.gain.setValueAtTime(LOUDNESS, until - FADE);
    gain.gain.linearRampToValueAtTime(0, until);
    gain.connect(end);
    for (const pitch of pitches) {
      const oscillator = new OscillatorNode(context, { frequency: pitch });
      oscillator.connect(gain);
      oscillator.start(from);
      oscillator.stop(until);
    }
    return () => gain.disconnect();
  };

  return (key, snapshot) => {
    const pitches = pitchesOf(key);
    if (!pitches) return;
    clearTimeout(closing);
    silence?.();
    const speaker = speakerOf(snapshot);
    if (way?.speaker !== speaker) close();
    try {
      way ??= open(speaker);
      silence = sound(way, pitches);
    } catch {
      // Where no sound can be made, the digits are shown all the same.
    }
    closing = setTimeout(close, KEPT);
  };
}
