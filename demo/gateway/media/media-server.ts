/** All legs' audio and the wires between them, as the core's routes say. */
import type { Route, Source } from '../core/routes.ts';
import { LegMedia } from './leg-media.ts';
import type { Inbound } from './leg-media.ts';
import { babble, FRAME_MS, FRAME_SAMPLES, SILENCE, sine } from './mulaw.ts';

/** What comes from nobody, frame by frame. */
const GENERATED: ReadonlySet<Source['kind']> = new Set(['tone', 'speech', 'silence']);
const TONE_HERTZ = 600;
const TONE_AMPLITUDE = 8_000;

export class MediaServer {
  private readonly legs = new Map<string, LegMedia>();
  private readonly sources = new Map<string, Source>();
  private ticker: NodeJS.Timeout | null = null;
  private tickedAt = 0;
  private frames = 0;
  private readonly tone = sine(TONE_HERTZ, TONE_AMPLITUDE);
  private readonly speech = babble(TONE_AMPLITUDE);

  /** The leg's audio; made when first asked for, gone after {@link close}. */
  leg(id: string): LegMedia {
    const known = this.legs.get(id);
    if (known) return known;
    const leg = new LegMedia(id, (packet) => this.forward(id, packet));
    this.legs.set(id, leg);
    return leg;
  }

  find(id: string): LegMedia | null {
    return this.legs.get(id) ?? null;
  }

  /** Rewires everything; cheap enough to be called after every step of the core. */
  apply(routes: Route[]): void {
    this.sources.clear();
    for (const route of routes) {
      const leg = this.legs.get(route.leg);
      if (!leg) continue;
      leg.dropIn = route.dropIn;
      leg.dropOut = route.dropOut;
      leg.dropPath = route.dropPath;
      leg.impairIn = route.impairIn;
      leg.impairOut = route.impairOut;
      this.sources.set(route.leg, route.source);
    }
    const generated = [...this.sources.values()].some(({ kind }) => GENERATED.has(kind));
    if (generated && !this.ticker) this.startTicking();
    if (!generated) this.stopTicking();
  }

  /** Closes the leg's peers and returns what it counted. */
  close(id: string): LegMedia | null {
    const leg = this.legs.get(id) ?? null;
    leg?.close();
    this.legs.delete(id);
    this.sources.delete(id);
    return leg;
  }

  closeAll(): void {
    this.stopTicking();
    for (const id of [...this.legs.keys()]) this.close(id);
  }

  private forward(from: string, packet: Inbound): void {
    for (const [id, source] of this.sources) {
      if (source.kind === 'leg' ? source.leg === from : source.kind === 'echo' && id === from) {
        this.legs.get(id)?.send(packet);
      }
    }
  }

  private startTicking(): void {
    this.tickedAt = Date.now();
    this.ticker = setInterval(() => this.tick(), FRAME_MS);
  }

  private stopTicking(): void {
    if (this.ticker) clearInterval(this.ticker);
    this.ticker = null;
  }

  /** Node's interval drifts and stalls; frames are sent by the clock, so that a listener's buffer never runs dry. */
  private tick(): void {
    const now = Date.now();
    // After a long stall (a sleeping machine) there is nobody to catch up for.
    if (now - this.tickedAt > 500) this.tickedAt = now - FRAME_MS;
    for (; this.tickedAt + FRAME_MS <= now; this.tickedAt += FRAME_MS) this.generate();
  }

  private generate(): void {
    this.frames += 1;
    const stamps = { sequenceNumber: this.frames & 0xffff, timestamp: (this.frames * FRAME_SAMPLES) >>> 0 };
    const frames: Partial<Record<Source['kind'], Buffer>> = {
      tone: this.tone(),
      speech: this.speech(),
      silence: Buffer.alloc(FRAME_SAMPLES, SILENCE),
    };
    for (const [id, source] of this.sources) {
      const payload = frames[source.kind];
      if (payload) this.legs.get(id)?.send({ source: source.kind, ...stamps, payload });
    }
  }
}
