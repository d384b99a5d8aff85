/** What is measured of one direction of a call. */
export interface Transmission {
  /** Share of packets lost, 0 to 1. */
  readonly loss: number;
  /** Milliseconds. */
  readonly jitter: number;
  /** Milliseconds. */
  readonly roundTrip: number;
}

/** The rating of a call that nothing impairs: the default values of ITU-T G.107 (2015), table 3. */
const UNIMPAIRED = 93.2;
/**
 * How well speech stands lost packets, `Bpl`, with `Ie` of 0: G.711 with concealment, ITU-T G.113 (2007), table I.4.
 * Browsers conceal what is lost whatever the codec, and for Opus there are no agreed values.
 */
const ROBUSTNESS = 25.1;
/** Beyond so much delay on the way, milliseconds, a conversation suffers. */
const CONVERSATIONAL = 177.3;

/**
 * The mean opinion score that listeners would give, 1 to 4.5, estimated by the E-model of ITU-T G.107: its rating
 * `R = R0 − Id − Ie,eff` with lost packets by equation 7-29 (lost at random: `BurstR` of 1), and the score of Annex B.
 * For delay, the usual straight lines through its curve (Cole and Rosenbluth, “Voice over IP performance monitoring”,
 * 2001), where a jitter buffer holds twice the jitter.
 */
export function meanOpinionScore({ loss, jitter, roundTrip }: Transmission): number {
  const delay = roundTrip / 2 + 2 * jitter;
  const byDelay = 0.024 * delay + 0.11 * Math.max(0, delay - CONVERSATIONAL);
  const percent = loss * 100;
  const byLoss = (95 * percent) / (percent + ROBUSTNESS);
  const rating = Math.max(0, UNIMPAIRED - byDelay - byLoss);
  // Just above 0 the curve of Annex B dips below the worst score there is.
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}
