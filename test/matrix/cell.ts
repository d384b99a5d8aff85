/** One cell of the matrix: a fault strikes a state of a call, and what the phone shows is held against the truth. */
import { expect } from 'chai';
import type { PhonePage } from '../support/harness/phone-page.ts';
import type { Stage } from '../support/harness/stage.ts';
import { pause } from '../support/harness/until.ts';
import type { CallState } from './call-states.ts';
import { contradictions } from './contradiction.ts';
import type { Contradiction } from './contradiction.ts';
import type { MatrixFault } from './faults.ts';
import { shownFrom } from './timeline.ts';
import { Witness } from './witness.ts';

export interface Outcome {
  readonly fault: string;
  readonly state: string;
  /** From the end of the fault until phone and gateway agreed again, milliseconds. */
  readonly settledAfter: number;
  /** What became of the calls, oldest first: a state, or how it ended. */
  readonly calls: readonly string[];
  readonly contradictions: readonly Contradiction[];
}

/** Beyond what detection takes, what is shown may be untrue for so long, milliseconds. */
export const TOLERANCE = 1_000;

const SETTLE_WITHIN = 60_000;
/** An agreement that lasts no longer is one in passing: between two faults, or before a call is brought back. */
const STANDING = 1_500;
/** Until a command that silences the page is known to the gateway's meters, milliseconds. */
const SILENCED = 500;

export async function playCell(stage: Stage, fault: MatrixFault, state: CallState, user: string): Promise<Outcome> {
  const page = await stage.open(user, fault.open);
  await state.arrange(stage, page);
  const arrangedAt = Date.now();
  const witness = new Witness(stage.gateway, user);
  try {
    if (state.silent) await pause(SILENCED);
    await fault.strike(stage, page);
    const overAt = Date.now();
    if (fault.waits) await comeBack(stage, page, fault.waits);
    const settledAfter = (await settle(page, witness)) - overAt;
    witness.look();
    await page.refresh();
    if (state.silent) expectSilence(stage, page, arrangedAt + SILENCED);
    const calls = await fates(page);
    await expectWorking(stage, page);
    await page.expectEachEventOnce();
    // Of several calls, the elements show one.
    if (state.calls < 2) page.expectAttributesBeforeEvents();
    const found = contradictions(witness.moments, shownFrom(page.log), fault.delay).map((each) => ({
      ...each,
      // What this machine was late by is not the phone's.
      excess: Math.max(0, each.excess - stage.lateness(page, each.from, each.to)),
    }));
    return { fault: fault.name, state: state.name, settledAfter, calls, contradictions: found };
  } finally {
    witness.stop();
  }
}

/** The phone has given up, for the reason that is expected, and its user asks it to try again. */
async function comeBack(stage: Stage, page: PhonePage, reason: string): Promise<void> {
  const { detail } = await page.connectionState('disconnected', SETTLE_WITHIN);
  expect(detail.reason).to.equal(reason);
  stage.gateway.fault({ fault: 'restore', user: page.user });
  expect(await page.client('connect')).to.include({ settled: 'done' });
}

/** Waits until phone and gateway have agreed for a while; returns since when. */
function settle(page: PhonePage, witness: Witness): Promise<number> {
  let since: number | null = null;
  return page.until(
    'phone and gateway agree',
    async () => {
      if (!(await agree(page, witness))) since = null;
      else since ??= Date.now();
      return since !== null && Date.now() - since >= STANDING ? since : null;
    },
    SETTLE_WITHIN,
  );
}

/** The phone is connected, nothing is under way, and every call is as it is at the gateway. */
async function agree(page: PhonePage, witness: Witness): Promise<boolean> {
  const { connection, calls } = await page.snapshot();
  const { signaling, legs } = witness.look();
  if (connection.state !== 'connected' || signaling !== 'up') return false;
  return calls.every(({ id, state, pending }) => {
    const truth = legs[id]?.state ?? 'destroyed';
    return pending.length === 0 && state !== 'new' && state === truth;
  });
}

async function fates(page: PhonePage): Promise<string[]> {
  const { calls } = await page.snapshot();
  return calls.map(({ state, cause }) => (state === 'destroyed' ? `ended (${cause})` : state));
}

/** While held or muted, no voice leaves the page. */
function expectSilence(stage: Stage, page: PhonePage, since: number): void {
  for (const { id, user, in: inbound } of stage.gateway.truth({ since }).legs) {
    if (user === page.user) expect(inbound.voice, `voice that left the page in ${id}`).to.equal(0);
  }
}

/** Whatever happened, the phone can be used: calls end when told to, and another can be made. */
async function expectWorking(stage: Stage, page: PhonePage): Promise<void> {
  for (const { id, state } of (await page.snapshot()).calls) {
    if (state !== 'destroyed') await page.hangUp(id);
  }
  await stage.truly('no leg is left', () =>
    stage.gateway.truth().legs.every(({ user, state }) => user !== page.user || state === 'destroyed'),
  );
  await page.dial('9196');
  await page.callState('active');
  await page.must('hangup');
  await page.callState('destroyed');
}
