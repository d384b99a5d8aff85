import type { Ending } from '../call-ending.ts';
import type { CallMachine } from '../call-state.ts';
import type { Surroundings } from '../connection-attempt.ts';
import type { ConnectionMachine } from '../connection-state.ts';
import type { Step } from '../effects.ts';
import type { MachineEvent } from '../events.ts';
import { keepCalls, type KeptCalls } from '../kept-calls.ts';
import type { PhoneMachine } from '../phone-state.ts';
import type { TabKit, TabRules } from '../tab-state.ts';
import { followWish, isElsewhere, stepTab, tabWakeAt, type TabMachine } from './tab.ts';

/** What `single-tab` means for the phone as a whole: the tab beside the connection and the calls. */
export function createTabRules(kit: TabKit): TabRules {
  const { attempt, begin, end, isLive, letGo, report, restoreCalls, signalingOf, viewCall } = kit;

  /** The phone is here: whoever waited for it connects. */
  const claimed = (machine: ConnectionMachine, at: number, around: Surroundings): Step<ConnectionMachine> => {
    const mine = { ...around, mine: true };
    if (machine.phase.name === 'claiming') return attempt(machine, at, mine);
    return isClosedElsewhere(machine) ? begin(machine, at, (next, now) => attempt(next, now, mine)) : only(machine);
  };

  /** Another tab has it. `bye`: what is on its way to the server is still to reach it. */
  const sentElsewhere = (machine: ConnectionMachine, bye: boolean): Step<ConnectionMachine> => {
    const { name } = machine.phase;
    if (name === 'idle' || name === 'closing' || isClosedElsewhere(machine)) return only(machine);
    return {
      state: {
        ...machine,
        phase: { name: 'closed', reason: 'elsewhere', error: 'open-elsewhere' },
        attempt: 0,
        lostAt: null,
        reason: null,
        probe: null,
      },
      effects: [
        bye ? { type: 'close-session', forget: false } : { type: 'drop-socket' },
        report('open-elsewhere', { fatal: true }),
      ],
    };
  };

  const connectionAfter = (
    before: PhoneMachine,
    { connection, singleTab, tab }: PhoneMachine,
    event: MachineEvent,
    at: number,
    around: Surroundings,
  ): Step<ConnectionMachine> => {
    if (event.type === 'release' && !around.liveCall) return freed(connection);
    if (tab.name === 'holding' && before.tab.name !== 'holding') return claimed(connection, at, around);
    if (!singleTab && before.singleTab) return freed(connection);
    if (!isElsewhere(before.tab) && isElsewhere(tab)) return sentElsewhere(connection, event.type === 'tab-lost');
    return isElsewhere(before.tab) && tab.name === 'off' ? freed(connection) : only(connection);
  };

  const restored = (phone: PhoneMachine, given: KeptCalls, at: number): Step<PhoneMachine> => {
    const { calls, effects } = restoreCalls(phone.calls, given, at);
    return { state: { ...phone, calls }, effects };
  };

  /** Calls that went to another tab may be about to come back, and are not over then. */
  const forgetMoved = (phone: PhoneMachine): PhoneMachine => {
    const moved = (call: CallMachine): boolean => !isLive(call) && call.cause === 'replaced';
    if (!isElsewhere(phone.tab) || !phone.calls.some(moved)) return phone;
    const ids = phone.calls.filter(moved).map(({ id }) => id);
    return {
      ...phone,
      calls: phone.calls.filter((call) => !moved(call)),
      tombstones: phone.tombstones.filter((id) => !ids.includes(id)),
    };
  };

  const kept = ({ calls, lastActiveCallId }: PhoneMachine, at: number): KeptCalls | null =>
    keepCalls({ calls: calls.map(viewCall), lastActiveCallId }, at);

  return {
    calls(phone, event, at, take, effects) {
      const gone: Ending = { cause: 'replaced' };
      const each = (isTaken: (id: string) => boolean): PhoneMachine => ({
        ...phone,
        calls: phone.calls.map((call) => {
          if (!isLive(call)) return call;
          if (isTaken(call.id)) return take(end(call, at, gone));
          // Nobody else has what was not taken along.
          return take(letGo(call, at, { cause: 'error', error: 'open-elsewhere' }, signalingOf(phone.connection)));
        }),
      });
      switch (event.type) {
        case 'connect':
        case 'reconnect-now':
          return forgetMoved(phone);
        case 'tab-given': {
          if (event.kept === null || phone.tab.name !== 'taking') return phone;
          // The clock of the tab that it comes from may be another.
          const step = restored(phone, { ...event.kept, leftAt: at }, at);
          effects.push(...step.effects);
          return step.state;
        }
        case 'tab-asked': {
          if (phone.tab.name !== 'holding') return phone;
          const stays = kept(phone, at)?.stays;
          return each((id) => id === stays);
        }
        case 'tab-lost':
          return phone.tab.name === 'holding' ? each((id) => event.taken.includes(id)) : phone;
        default:
          return phone;
      }
    },

    move(before, phone, event, at, around) {
      const step = stepTab(phone.tab, event, at, {
        auto: phone.auto,
        liveCall: around.liveCall,
        kept: event.type === 'tab-asked' ? kept(before, at) : null,
      });
      const moved = withTab(phone, step.state);
      const connection = connectionAfter(before, moved, event, at, around);
      return { state: { ...moved, connection: connection.state }, effects: [...connection.effects, ...step.effects] };
    },

    follow(phone, at) {
      const { state, effects } = followWish(phone.tab, phone.singleTab ? wishOf(phone.connection) : 'rests', at);
      return { state: withTab(phone, state), effects };
    },

    wakeAt: ({ tab }) => tabWakeAt(tab),
  };
}

function only(machine: ConnectionMachine): Step<ConnectionMachine> {
  return { state: machine, effects: [] };
}

function withTab(phone: PhoneMachine, tab: TabMachine): PhoneMachine {
  return tab === phone.tab ? phone : { ...phone, tab };
}

/** No tab has it. */
function freed(machine: ConnectionMachine): Step<ConnectionMachine> {
  return only(isClosedElsewhere(machine) ? { ...machine, phase: { name: 'idle' } } : machine);
}

function isClosedElsewhere({ phase }: ConnectionMachine): boolean {
  return phase.name === 'closed' && phase.reason === 'elsewhere';
}

/** Whether the connection has a use for the phone; `none`: it neither asks for it nor gives it away. */
function wishOf({ phase }: ConnectionMachine): 'none' | 'wants' | 'rests' {
  const { name } = phase;
  if (name === 'closed') return phase.reason === 'user' ? 'rests' : 'none';
  return name === 'idle' || name === 'closing' ? 'rests' : 'wants';
}
