/**
 * JSON-RPC 2.0 as it travels on the signaling socket: reading a frame that may be anything, and writing replies.
 */

export type RpcId = string | number;
export type Params = Record<string, unknown>;

export type Frame =
  | { kind: 'request'; id: RpcId; method: string; params: Params }
  | { kind: 'notification'; method: string; params: Params }
  | { kind: 'response'; id: RpcId }
  | { kind: 'invalid'; id: RpcId | null; error: RpcError };

export interface RpcError {
  code: number;
  message: string;
}

/** Telnyx's codes where known, the standard's elsewhere. */
export const CODES = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  authenticationRequired: -32000,
  loginIncorrect: -32001,
  noSuchDialog: -32002,
} as const;

const MAX_ID_LENGTH = 128;
const MAX_METHOD_LENGTH = 64;

/** Reads one text frame. Never throws: what is not JSON-RPC 2.0 comes back as `invalid` with the error to send. */
export function readFrame(text: string): Frame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return invalid(null, CODES.parseError, 'Parse error: a frame must be one JSON-RPC 2.0 message');
  }
  if (!isObject(value)) return invalid(null, CODES.invalidRequest, 'Invalid request: not a single JSON object');
  const id = readId(value['id']);
  const { method } = value;
  if (value['jsonrpc'] !== '2.0') return invalid(id, CODES.invalidRequest, 'Invalid request: "jsonrpc" must be "2.0"');
  if (method === undefined && (value['result'] !== undefined || value['error'] !== undefined)) {
    return id === null
      ? invalid(null, CODES.invalidRequest, 'Invalid response: no usable "id"')
      : { kind: 'response', id };
  }
  // The SDK's debug reports carry their name in "type" and their fields beside it.
  const name = method ?? value['type'];
  if (typeof name !== 'string' || name === '' || name.length > MAX_METHOD_LENGTH) {
    return invalid(id, CODES.invalidRequest, 'Invalid request: no usable "method"');
  }
  const params = value['params'] ?? {};
  if (!isObject(params)) return invalid(id, CODES.invalidParams, 'Invalid params: must be an object');
  if (value['id'] === undefined) return { kind: 'notification', method: name, params };
  if (id === null)
    return invalid(null, CODES.invalidRequest, 'Invalid request: "id" must be a short string or a number');
  return { kind: 'request', id, method: name, params };
}

/** Thrown by a handler to refuse a request; the dispatcher turns it into the JSON-RPC error. */
export class Refusal extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readId(value: unknown): RpcId | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH) return value;
  return null;
}

function invalid(id: RpcId | null, code: number, message: string): Frame {
  return { kind: 'invalid', id, error: { code, message } };
}
