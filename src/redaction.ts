/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

/** No message of use is deeper; what a hostile one has below that is left out. */
const DEEPEST = 32;
/** No text of use is longer, in characters: a session description has a few thousand. */
const LONGEST = 20_000;

/** Names whose values are secret, without case and punctuation: credentials, and what identifies a peer connection. */
const SECRET = /(token|passwd|password|passphrase|pwd|secret|authorization|cookie|apikey|credentials?|ufrag|fragment)$/;
const SECRETS = new Set([
  'login',
  'username',
  'uservariables',
  // Whatever the page has put there, readable by nobody else.
  'clientstate',
  'fingerprint',
  'basecertificate',
  'address',
  'relatedaddress',
  'ip',
]);
/** Whoever has one of these whole can take up the session. Their beginnings are enough to tell them apart. */
const HANDLES = new Set(['sessid', 'sessionid', 'voicesdkid', 'callreportid']);

/** Secrets within texts: tokens, session descriptions, ICE candidates, addresses with queries. */
const PATTERNS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // A JWT, whole or cut off: its header is JSON, so it always begins like that.
  [/ey[AIJK][\w-]{6,}\.[\w-]+(?:\.[\w-]*)*/g, REDACTED],
  [/\b(Bearer|Basic) +[^\s"']+/gi, `$1 ${REDACTED}`],
  [
    /((?:token|passwd|password|secret|sessid|voice_sdk_id|fragment)(?:\\?["'])?\s*[=:]\s*(?:\\?["'])?)(?!\[)[^&\s"'\\,}]+/gi,
    `$1${REDACTED}`,
  ],
  [/(a=(?:crypto|identity):)[^\r\n\\"]*/gi, `$1${REDACTED}`],
  [/(ice-(?:ufrag|pwd):\s*)[^\s\\"]+/gi, `$1${REDACTED}`],
  [/(?:[0-9a-f]{2}:){7,}[0-9a-f]{2}/gi, REDACTED],
  [/(candidate:\S+ +\d+ +\w+ +\d+ +)\S+/gi, `$1${REDACTED}`],
  [/(\braddr +|\bufrag +)[^\s\\"]+/gi, `$1${REDACTED}`],
  [/(\bIN +IP[46] +)[^\s\\"]+/g, `$1${REDACTED}`],
];

/** The text without tokens, passwords, fingerprints, ICE credentials and the addresses of candidates. */
export function redactText(text: string): string {
  const kept = text.length > LONGEST ? `${text.slice(0, LONGEST)}… [${text.length - LONGEST} more characters]` : text;
  return PATTERNS.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), kept);
}

/**
 * A frozen copy of JSON data without its secrets: credentials, variables of the user, fingerprints, ICE credentials and
 * addresses are replaced, handles of the session shortened. Phone numbers, names and the ids of calls stay: support
 * finds a call by nothing else.
 */
export function redact(data: unknown): unknown {
  return copy(data, 0);
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return '[too deep]';
  if (Array.isArray(value)) return Object.freeze(value.map((item) => copy(item, depth + 1)));
  // A custom header is a pair of a name and a value.
  const { name, value: content } = value as { name?: unknown; value?: unknown };
  const hidden = typeof name === 'string' && content !== undefined && isSecret(name);
  const entries = new Map<string, unknown>();
  for (const [key, item] of Object.entries(value)) {
    entries.set(nameIn(entries, key), field(hidden && key === 'value' ? name : key, item, depth + 1));
  }
  return Object.freeze(Object.fromEntries(entries));
}

/** Statistics are named by the fingerprints of certificates; without them, two may have the same name. */
function nameIn(entries: ReadonlyMap<string, unknown>, key: string): string {
  const name = redactText(key);
  if (!entries.has(name)) return name;
  let count = 2;
  while (entries.has(`${name} ${count}`)) count += 1;
  return `${name} ${count}`;
}

function field(key: string, value: unknown, depth: number): unknown {
  if (value === null || value === '' || typeof value === 'boolean') return value;
  if (isSecret(key)) return REDACTED;
  if (!HANDLES.has(plain(key))) return copy(value, depth);
  return typeof value === 'string' ? `${value.slice(0, Math.min(8, value.length / 3))}…` : REDACTED;
}

function isSecret(key: string): boolean {
  const name = plain(key);
  return SECRETS.has(name) || SECRET.test(name);
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, '');
}
