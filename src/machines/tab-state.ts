import { attempt, type Surroundings } from './connection-attempt.ts';
import { begin } from './connection-trying.ts';
import { end, letGo, type CallStep } from './call-ending.ts';
import { isLive, type CallMachine } from './call-state.ts';
import { viewCall } from './call-view.ts';
import type { ConnectionMachine } from './connection-state.ts';
import { report, type Effect, type Step } from './effects.ts';
import type { MachineEvent } from './events.ts';
import { signalingOf, type PhoneMachine } from './phone-state.ts';
import { restoreCalls } from './restored-calls.ts';

/**
 * What decides with `single-tab` which tab has the phone, and what that means for its connection and its calls. It is
 * fetched only where the attribute is, and until then the phone is in no tab.
 */
export interface TabRules {
  /** What the event means for the calls, before anything else hears of it. */
  calls(
    phone: PhoneMachine,
    event: MachineEvent,
    at: number,
    take: (step: CallStep) => CallMachine,
    effects: Effect[],
  ): PhoneMachine;
  /** The tab after the event, and what the connection, which hears of the event only then, makes of that. */
  move(
    before: PhoneMachine,
    phone: PhoneMachine,
    event: MachineEvent,
    at: number,
    around: Surroundings,
  ): Step<PhoneMachine>;
  /** Whether the phone is wanted here, once the connection has heard of the event. */
  follow(phone: PhoneMachine, at: number): Step<PhoneMachine>;
  wakeAt(phone: PhoneMachine): number | null;
}

/** What the rules are made with: a file that is fetched by itself imports nothing that is there already. */
export const TAB_KIT = { attempt, begin, end, isLive, letGo, report, restoreCalls, signalingOf, viewCall };

export type TabKit = typeof TAB_KIT;

/** No other tab has the phone, as far as that is asked. */
export function isMine({ singleTab, tab }: PhoneMachine): boolean {
  return !singleTab || tab.name === 'holding';
}

/** Whether the rules are to be fetched: the phone waits for them, or connected before anybody asked for one tab alone. */
export function lacksRules(before: ConnectionMachine, phone: PhoneMachine, event: MachineEvent): boolean {
  if (!phone.singleTab || phone.tabRules !== null) return false;
  const { name } = phone.connection.phase;
  return name === 'claiming' ? before.phase.name !== name : name === 'ready' && event.type === 'configured';
}
