/** Reads faults as tests and the demo describe them in JSON. */
import { ABNORMAL } from './faults.ts';
import type { Fault } from './faults.ts';
import { GARBAGE_KINDS } from './garbage.ts';
import { isObject } from './jsonrpc.ts';
import { GATEWAY_STATES } from './registration.ts';

/**
 * Reads a fault as tests and the demo describe it: `{fault, user?, session?, forMs?, ...parameters}`.
 * @throws Error that names the field that is wrong
 */
export function readFault(value: unknown, at: number): Fault | { fault: 'restore'; user: string | null } {
  if (!isObject(value)) throw new Error('A fault is a JSON object');
  const forMs = number(value, 'forMs', null, 0, 86_400_000);
  const scope = {
    user: string(value, 'user'),
    session: string(value, 'session'),
    until: forMs === null ? null : at + forMs,
  };
  const { fault } = value;
  switch (fault) {
    case 'close':
      return { ...scope, fault, code: number(value, 'code', ABNORMAL, 1000, 4999) };
    case 'black-hole':
      return { ...scope, fault, connections: oneOf(value, 'connections', ['hang', 'open', 'allow'] as const) };
    case 'refuse':
      return { ...scope, fault, status: number(value, 'status', 503, 400, 599) };
    case 'expire-tokens':
      return { ...scope, fault };
    case 'login-error':
      return {
        ...scope,
        fault,
        code: number(value, 'code', -32001, -99_999, 99_999),
        message: string(value, 'message') ?? 'Login Incorrect',
        times: times(value, forMs),
      };
    case 'forget-session':
      return { ...scope, fault, close: value['close'] !== false };
    case 'garbage':
      return {
        ...scope,
        fault,
        kinds: value['kind'] === undefined ? [...GARBAGE_KINDS] : [oneOf(value, 'kind', GARBAGE_KINDS)],
        count: number(value, 'count', 1, 1, 1000),
      };
    case 'token-error':
      return { ...scope, fault, status: number(value, 'status', 500, 400, 599) };
    case 'stop-media':
      return { ...scope, fault, ...readStop(value, forMs) };
    case 'impair':
      return { ...scope, fault, ...readImpairment(value) };
    case 'slow':
      return { ...scope, fault, ms: number(value, 'ms', 2_000, 1, 600_000) };
    case 'punt':
      return {
        ...scope,
        fault,
        call: string(value, 'call'),
        sessions: oneOf(value, 'sessions', ['kept', 'forgotten'] as const),
      };
    case 'gateway-state':
      return { ...scope, fault, state: oneOf(value, 'state', DOWN_FIRST) };
    case 'registration':
      return { ...scope, fault, state: oneOf(value, 'state', DOWN_FIRST), times: times(value, forMs) };
    case 'reattach':
      return {
        ...scope,
        fault,
        list: oneOf(value, 'list', ['missing', 'partial', 'empty'] as const),
        calls: oneOf(value, 'calls', ['lost', 'kept'] as const),
        keep: oneOf(value, 'keep', ['oldest', 'newest'] as const),
        times: times(value, forMs),
      };
    case 'hold':
      return {
        ...scope,
        fault,
        outcome: oneOf(value, 'outcome', ['refused', 'unanswered'] as const),
        times: times(value, forMs),
      };
    case 'restart':
      return { ...scope, fault };
    case 'restore':
      return { fault, user: scope.user };
    default:
      throw new Error(`Unknown fault ${JSON.stringify(fault)}`);
  }
}

const DOWN_FIRST = ['FAILED', ...GATEWAY_STATES] as const;

/** How often a fault strikes: once, unless it has a time of its own. */
function times(value: Record<string, unknown>, forMs: number | null): number {
  return number(value, 'times', forMs === null ? 1 : Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER);
}

function readStop(
  value: Record<string, unknown>,
  forMs: number | null,
): Pick<Fault & { fault: 'stop-media' }, 'direction' | 'untilRestart'> {
  if (value['until'] === undefined) {
    return { direction: oneOf(value, 'direction', ['both', 'in', 'out', 'path'] as const), untilRestart: false };
  }
  oneOf(value, 'until', ['restart'] as const);
  if (forMs !== null) throw new Error('"until" and "forMs" exclude each other');
  return { direction: oneOf(value, 'direction', ['path'] as const), untilRestart: true };
}

function readImpairment(value: Record<string, unknown>): Pick<Fault & { fault: 'impair' }, 'direction' | 'impairment'> {
  const impairment = {
    loss: number(value, 'loss', 0, 0, 100) / 100,
    delayMs: number(value, 'delayMs', 0, 0, 10_000),
    jitterMs: number(value, 'jitterMs', 0, 0, 10_000),
  };
  if (Object.values(impairment).every((field) => field === 0)) {
    throw new Error('"loss", "delayMs" or "jitterMs" must say how bad the network is');
  }
  return { direction: oneOf(value, 'direction', ['both', 'in', 'out'] as const), impairment };
}

function string(value: Record<string, unknown>, name: string): string | null {
  const field = value[name];
  if (field === undefined || field === null) return null;
  if (typeof field !== 'string' || field === '' || field.length > 256) throw new Error(`"${name}" must be a string`);
  return field;
}

function number<T extends number | null>(
  value: Record<string, unknown>,
  name: string,
  fallback: T,
  min: number,
  max: number,
): number | T {
  const field = value[name];
  if (field === undefined || field === null) return fallback;
  if (typeof field !== 'number' || !Number.isInteger(field) || field < min || field > max) {
    throw new Error(`"${name}" must be an integer from ${min} to ${max}`);
  }
  return field;
}

/** The first of the allowed values is the default. */
function oneOf<T extends string>(value: Record<string, unknown>, name: string, allowed: readonly [T, ...T[]]): T {
  const field = value[name];
  if (field === undefined) return allowed[0];
  const found = allowed.find((each) => each === field);
  if (found === undefined) throw new Error(`"${name}" must be one of ${allowed.join(', ')}`);
  return found;
}
