/** Hertz. */
const ROWS: Readonly<Record<string, number>> = { '123': 697, '456': 770, '789': 852, '*0#': 941 };
const COLUMNS: Readonly<Record<string, number>> = { '147*': 1209, '2580': 1336, '369#': 1477 };

/** Seconds. */
const LASTS = 0.12;
/** Of a tone's beginning and end, so that it does not click; seconds. */
const FADE = 0.006;
/** Of each of the two pitches: beside a voice, not above it. */
const LOUDNESS = 0.05;
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

/**
 * Lets a key be heard by whoever presses it, and by nobody else: the other side gets its digit from the server. A key
 * ends the tone of the one before.
 */
export function createKeyTones(): (key: string) => void {
  let context: AudioContext | null = null;
  let silence: (() => void) | null = null;
  let closing: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    void context?.close();
    context = null;
    silence = null;
  };

  const sound = (output: AudioContext, pitches: readonly number[]): (() => void) => {
    const gain = output.createGain();
    const from = output.currentTime;
    const until = from + LASTS;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + FADE);
    gain.gain.setValueAtTime(LOUDNESS, until - FADE);
    gain.gain.linearRampToValueAtTime(0, until);
    gain.connect(output.destination);
    for (const pitch of pitches) {
      const oscillator = new OscillatorNode(output, { frequency: pitch });
      oscillator.connect(gain);
      oscillator.start(from);
      oscillator.stop(until);
    }
    return () => gain.disconnect();
  };

  return (key) => {
    const pitches = pitchesOf(key);
    if (!pitches) return;
    clearTimeout(closing);
    silence?.();
    try {
      context ??= new AudioContext();
      silence = sound(context, pitches);
    } catch {
      // Where no sound can be made, the digits are shown all the same.
    }
    closing = setTimeout(close, KEPT);
  };
}
