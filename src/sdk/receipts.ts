/** What a look at a peer connection finds of our own packets. Counts are totals; times are those of the browser's statistics. */
export interface Look {
  readonly at: number;
  readonly sent: number;
  /** Grows when the far end reports that packets of ours have arrived; 0 where it never did. */
  readonly receipt: number;
  /** Grows with each report of the far end's, whatever it is about; 0 before the first. */
  readonly reports: number;
}

/** How long a count has stood still, and how many looks there were since that could have found it grown. */
interface Count {
  readonly value: number;
  readonly at: number;
  readonly looks: number;
}

/** What is known of a peer connection's packets after a look. */
export interface Receipts {
  readonly sent: Count;
  readonly receipt: Count;
  readonly reports: number;
}

const NOTHING: Count = { value: 0, at: 0, looks: 0 };
export const NO_RECEIPTS: Receipts = { sent: NOTHING, receipt: NOTHING, reports: 0 };

/** Reports are lost too, those that tell of us may come less often than others, and a page that sleeps does not look. */
const LOOKS = 3;

export function withLook(before: Receipts, { at, sent, receipt, reports }: Look): Receipts {
  return {
    sent: counted(before.sent, sent, at, true),
    receipt: counted(before.receipt, receipt, at, reports > before.reports),
    reports: Math.max(reports, before.reports),
  };
}

/** What has never been counted proves nothing by standing still. */
function counted(before: Count, value: number, at: number, looked: boolean): Count {
  if ((value !== before.value && value > 0) || before.value === 0) return { value, at, looks: 0 };
  return looked ? { ...before, looks: before.looks + 1 } : before;
}

/**
 * For how long, in milliseconds, it has been known that the far end does not hear us; 0 while it may. That reports are
 * missing proves nothing, and neither does a far end that never told of us: only one that did, and goes on reporting
 * without doing so, does not hear us, or one to which nothing is sent.
 */
export function unheardFor({ sent, receipt }: Receipts, at: number): number {
  return Math.max(...[sent, receipt].map((count) => (count.looks < LOOKS ? 0 : at - count.at)));
}
