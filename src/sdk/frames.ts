import type { SdkSocket } from './sdk-shape.ts';

/** What the server sends to measure the line is no JSON, and meant so. */
const SPEED_TEST = '#SP';

/**
 * What a frame means to us, before the SDK sees it. `punt`: asks this client to go · `failed`: its registration has
 * failed · `unregistered`: it is not registered, or not yet · `registering`: it is about to be.
 */
export type FrameMeaning = 'message' | 'garbled' | Withheld;
export type Withheld = 'punt' | 'failed' | 'unregistered' | 'registering';

const GATEWAY_STATES: ReadonlyMap<unknown, Withheld> = new Map([
  ['FAILED', 'failed'],
  ['FAIL_WAIT', 'failed'],
  ['TIMEOUT', 'failed'],
  ['EXPIRED', 'failed'],
  ['UNREGISTER', 'failed'],
  ['UNREGED', 'unregistered'],
  ['NOREG', 'unregistered'],
  ['TRYING', 'registering'],
]);

interface Message {
  readonly method?: unknown;
  readonly params?: { readonly state?: unknown } | null;
  readonly result?: { readonly params?: { readonly state?: unknown } | null } | null;
}

export function meaningOf(data: unknown): FrameMeaning {
  if (typeof data !== 'string') return 'garbled';
  if (data.startsWith(SPEED_TEST)) return 'message';
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return 'garbled';
    const { method, params, result } = message as Message;
    if (method === 'telnyx_rtc.punt') return 'punt';
    const state = method === 'telnyx_rtc.gatewayState' ? params?.state : result?.params?.state;
    return GATEWAY_STATES.get(state) ?? 'message';
  } catch {
    return 'garbled';
  }
}

/**
 * Stands between an open socket and the SDK's handler, which throws into the page on frames that it does not expect.
 * The handler still gets garbage, since any frame shows that the socket lives; `garbled` is told once a socket, however
 * much of it comes. It does not get to see that the server sends this client away: it would end every call, also those
 * that the server goes on to bring back, be of no more use, or set timers that later close a socket which is fine.
 * `came` is shown every frame before that, those that the SDK does not get to see too.
 */
export function guardFrames(
  socket: SdkSocket,
  tell: (what: Withheld | 'garbled') => void,
  came: ((data: unknown) => void) | null = null,
): void {
  const handle = socket.onmessage;
  if (handle === null) return;
  let garbled = false;
  const tellGarbled = (): void => {
    if (!garbled) tell('garbled');
    garbled = true;
  };
  socket.onmessage = (event) => {
    came?.(event.data);
    const meaning = meaningOf(event.data);
    if (meaning !== 'message' && meaning !== 'garbled') {
      tell(meaning);
      return;
    }
    try {
      handle.call(socket, event);
      if (meaning === 'garbled') tellGarbled();
    } catch {
      tellGarbled();
    }
  };
}
