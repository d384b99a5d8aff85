import type { Outlet } from '../outlet.ts';

/** Hertz, one after the other. */
const NOTES = [523.25, 659.26, 783.99];
/** Of each note, in seconds. */
const LASTS = 0.22;
const LOUDNESS = 0.2;
/** Where there is no sound at all, a context's time may stand still; milliseconds. */
const PATIENCE = 500;

/** Plays three notes; resolves when they are over. */
export async function chime(outlet: Outlet): Promise<void> {
  const context = new AudioContext();
  const destination = outlet.destination(context);
  const gain = new GainNode(context, { gain: 0 });
  gain.connect(destination);
  const begin = context.currentTime + 0.05;
  const over = begin + NOTES.length * LASTS;
  NOTES.forEach((frequency, index) => {
    const start = begin + index * LASTS;
    const note = new OscillatorNode(context, { frequency });
    note.connect(gain);
    note.start(start);
    note.stop(start + LASTS);
    gain.gain.setTargetAtTime(LOUDNESS, start, 0.01);
    gain.gain.setTargetAtTime(0, start + LASTS - 0.06, 0.02);
  });
  await new Promise((resolve) => setTimeout(resolve, over * 1000 + PATIENCE));
  await context.close();
}
