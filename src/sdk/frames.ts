import type { SdkSocket } from './sdk-shape.ts';

/** What the server sends to measure the line is no JSON, and meant so. */
const SPEED_TEST = '#SP';

/** Whether a frame can be a message at all. */
export function isMessage(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  if (data.startsWith(SPEED_TEST)) return true;
  try {
    const message: unknown = JSON.parse(data);
    return typeof message === 'object' && message !== null && !Array.isArray(message);
  } catch {
    return false;
  }
}

/**
 * Stands between an open socket and the SDK's handler, which throws into the page on frames that it does not expect.
 * The handler still gets every frame, since any of them shows that the socket lives. `garbled` is called once a socket,
 * however much garbage comes.
 */
export function guardFrames(socket: SdkSocket, garbled: () => void): void {
  const handle = socket.onmessage;
  if (handle === null) return;
  let told = false;
  const tell = (): void => {
    if (!told) garbled();
    told = true;
  };
  socket.onmessage = (event) => {
    try {
      handle.call(socket, event);
      if (!isMessage(event.data)) tell();
    } catch {
      tell();
    }
  };
}
