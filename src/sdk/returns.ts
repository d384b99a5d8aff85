import type { SdkClient, SdkSocket } from './sdk-shape.ts';

const NORMAL_CLEARING = 16;

/**
 * Sees to the calls that the server brings back. Those that nobody here has, of a page that is no more or hung up
 * meanwhile, are turned away: the SDK would take up the first of them, ask for the microphone and answer, and leave the
 * others open at the server. The one that this page is to go on with comes before any new one: the SDK takes up none
 * that it does not know once it has a call.
 */
export class Returns {
  readonly #client: Pick<SdkClient, 'execute' | 'sessionid'>;
  readonly #isKnown: (callId: string) => boolean;
  readonly #ended = new Set<string>();
  #awaited: string | null;
  #waiting: (() => void)[] = [];

  /** `awaited`: the call of the page before that this one goes on with. `isKnown`: the SDK has, or had, this one. */
  constructor(
    client: Pick<SdkClient, 'execute' | 'sessionid'>,
    awaited: string | null,
    isKnown: (callId: string) => boolean,
  ) {
    this.#client = client;
    this.#awaited = awaited;
    this.#isKnown = isKnown;
  }

  /** Stands between an open socket and the SDK's handler. */
  guard(socket: SdkSocket): void {
    const handle = socket.onmessage;
    if (handle === null) return;
    socket.onmessage = (event) => {
      const callId = broughtBack(event.data);
      if (callId !== null && !this.#isWanted(callId)) {
        this.#turnAway(callId);
        return;
      }
      handle.call(socket, event);
      this.#settle(callId);
    };
  }

  /** The call is over here, and not wanted back. */
  end(callId: string): void {
    this.#ended.add(callId);
    this.#settle(callId);
  }

  /** Begins a new call, as soon as the one that is to go on is back or over; not at all if it is ended before. */
  before(callId: string, begin: () => void): void {
    const unlessEnded = (): void => {
      if (!this.#ended.has(callId)) begin();
    };
    if (this.#awaited === null) unlessEnded();
    else this.#waiting.push(unlessEnded);
  }

  #isWanted(callId: string): boolean {
    return !this.#ended.has(callId) && (callId === this.#awaited || this.#isKnown(callId));
  }

  #settle(callId: string | null): void {
    if (callId === null || callId !== this.#awaited) return;
    this.#awaited = null;
    for (const begin of this.#waiting.splice(0)) begin();
  }

  #turnAway(callId: string): void {
    const params = {
      sessid: this.#client.sessionid,
      cause: 'NORMAL_CLEARING',
      causeCode: NORMAL_CLEARING,
      dialogParams: { callID: callId },
    };
    const request = { jsonrpc: '2.0', id: `bye-${callId}`, method: 'telnyx_rtc.bye', params };
    void this.#client.execute({ request });
  }
}

/** Which call the frame brings back; null for any other frame. */
function broughtBack(data: unknown): string | null {
  // Few frames do, and the others need not be read twice.
  if (typeof data !== 'string' || !data.includes('"telnyx_rtc.attach"')) return null;
  try {
    const { method, params } = JSON.parse(data) as { method?: unknown; params?: { callID?: unknown } };
    return method === 'telnyx_rtc.attach' && typeof params?.callID === 'string' ? params.callID : null;
  } catch {
    return null;
  }
}
