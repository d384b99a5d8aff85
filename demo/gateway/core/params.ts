/**
 * Reading the fields of a message from a client that may be mistaken or hostile. Each reader returns a value of the
 * promised type or throws the `Refusal` that names the field.
 */
import { CODES, Refusal, isObject } from './jsonrpc.ts';
import type { Params } from './jsonrpc.ts';

const MAX_SDP_LENGTH = 65_536;
const MAX_HEADERS = 32;
const CALL_ID = /^[\w.:@-]{1,128}$/;

export interface CustomHeader {
  name: string;
  value: string;
}

export function optionalText(params: Params, name: string, maxLength = 256): string | null {
  const value = params[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw bad(`"${name}" must be a string`);
  if (value.length > maxLength) throw bad(`"${name}" is longer than ${maxLength} characters`);
  return value;
}

export function text(params: Params, name: string, maxLength = 256): string {
  const value = optionalText(params, name, maxLength);
  if (value === null) throw bad(`"${name}" is missing`);
  return value;
}

/** The SDK sends the cause as a number, other clients as digits; anything else is refused. */
export function optionalInteger(params: Params, name: string): number | null {
  const value = params[name];
  if (value === undefined || value === null) return null;
  const number = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw bad(`"${name}" must be an integer`);
  return number;
}

export function dialogParams(params: Params): Params {
  const dialog = params['dialogParams'];
  if (!isObject(dialog)) throw bad('"dialogParams" is missing');
  return dialog;
}

export function callId(params: Params): string {
  const id = text(dialogParams(params), 'callID', 128);
  if (!CALL_ID.test(id)) throw bad('"callID" has characters that an id cannot have');
  return id;
}

export function audioSdp(params: Params): string {
  const sdp = text(params, 'sdp', MAX_SDP_LENGTH);
  if (!sdp.startsWith('v=0')) throw bad('"sdp" is not a session description');
  if (!/^m=audio /m.test(sdp)) throw bad('"sdp" has no audio');
  if (!/^a=fingerprint:/m.test(sdp) || !/^a=ice-ufrag:/m.test(sdp)) throw bad('"sdp" lacks DTLS or ICE parameters');
  return sdp;
}

export function customHeaders(dialog: Params): CustomHeader[] {
  const headers = dialog['custom_headers'];
  if (headers === undefined || headers === null) return [];
  if (!Array.isArray(headers) || headers.length > MAX_HEADERS) throw bad('"custom_headers" must be a short list');
  return headers.map((header: unknown) => {
    if (!isObject(header)) throw bad('"custom_headers" must hold objects');
    return { name: text(header, 'name', 128), value: optionalText(header, 'value', 1024) ?? '' };
  });
}

function bad(message: string): Refusal {
  return new Refusal(CODES.invalidParams, `Invalid params: ${message}`);
}
