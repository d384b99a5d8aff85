/** Reads faults as tests and the demo describe them in JSON. */
import { ABNORMAL } from './faults.ts';
import type { Fault } from './faults.ts';
import { GARBAGE_KINDS } from './garbage.ts';
import { isObject } from './jsonrpc.ts';

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
        times: number(value, 'times', forMs === null ? 1 : Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER),
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
      return { ...scope, fault, direction: oneOf(value, 'direction', ['both', 'in', 'out', 'path'] as const) };
    case 'restore':
      return { fault, user: scope.user };
    default:
      throw new Error(`Unknown fault ${JSON.stringify(fault)}`);
  }
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
