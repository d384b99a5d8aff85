/** How often the level is told, in milliseconds. */
const INTERVAL = 50;
/** What is quieter than this counts as silence, in decibels below the loudest; a room is never quite silent. */
const FLOOR = -60;

/** Tells how loud it is in a track that can be another at any time, or none; returns the way out. */
export function tellLevel(current: () => MediaStreamTrack | null, tell: (level: number | null) => void): () => void {
  let track: MediaStreamTrack | null = null;
  let context: AudioContext | null = null;
  let analyser: AnalyserNode | null = null;
  let source: MediaStreamAudioSourceNode | null = null;

  const listen = (next: MediaStreamTrack | null): void => {
    track = next;
    source?.disconnect();
    source = null;
    if (!next) return;
    context ??= new AudioContext();
    analyser ??= new AnalyserNode(context, { fftSize: 1024 });
    source = context.createMediaStreamSource(new MediaStream([next]));
    source.connect(analyser);
    // Asked for by a press, or while the page has been pressed on long ago.
    void context.resume();
  };

  const samples = new Float32Array(1024);
  const look = (): void => {
    const next = current();
    if (next !== track) listen(next);
    // Before the browser lets it run, silence would be made up.
    if (!analyser || !source || context?.state !== 'running') {
      tell(null);
      return;
    }
    analyser.getFloatTimeDomainData(samples);
    tell(loudness(samples));
  };
  look();
  const timer = setInterval(look, INTERVAL);
  return () => {
    clearInterval(timer);
    source?.disconnect();
    void context?.close();
    // Whoever measures may say twice that it is over.
    context = source = null;
  };
}

/** From 0 for silence to 1 for the loudest, evenly to the ear. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power || Number.MIN_VALUE);
  return Math.min(1, Math.max(0, 1 - decibels / FLOOR));
}
