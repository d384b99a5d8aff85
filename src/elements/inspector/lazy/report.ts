import type { PhoneClient } from '../../../contract/client.ts';
import { SDK_VERSION, VERSION } from '../../../contract/version.ts';
import { redact, redactText } from '../../../redaction.ts';
import type { Entry } from '../view.ts';
import { dataOf, describe } from './describe.ts';

export interface Surroundings {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly userAgent: string;
  readonly online: boolean;
  readonly secure: boolean;
}

const time = (at: number): string => new Date(at).toISOString();

/** What support asks for, as text and without secrets: versions, browser, how things stand, and what happened. */
export function reportOf(client: PhoneClient, entries: readonly Entry[], around: Surroundings): string {
  const { connection, calls } = client.snapshot;
  const lines = [
    `telnyx-elements ${VERSION}, @telnyx/webrtc ${SDK_VERSION}`,
    `Time: ${time(around.at)}`,
    `Browser: ${around.userAgent}`,
    `Network: ${around.online ? 'online' : 'offline'}; page: ${around.secure ? 'secure' : 'insecure'}`,
    `Configuration: ${JSON.stringify(redact(client.configuration))}`,
    `Connection: ${JSON.stringify(redact(connection))}`,
    ...(calls.length === 0 ? ['Calls: none'] : calls.map((call) => `Call: ${JSON.stringify(redact(call))}`)),
    '',
    `${entries.length} entries, oldest first:`,
    ...entries.map((entry) => {
      const { kind, title, note, direction } = describe(entry);
      const what = [time(entry.at), kind, direction, title, note && `(${note})`].filter(Boolean).join(' ');
      return `${what} ${JSON.stringify(dataOf(entry))}`;
    }),
  ];
  // Again, line by line: what only a text shows to be a secret.
  return lines.map(redactText).join('\n');
}
