import { guardFrames, type Withheld } from './frames.ts';
import type { Returns } from './returns.ts';
import type { SdkClient } from './sdk-shape.ts';
import type { Show } from './wire.ts';

/** Puts everything that has to stand there between the socket that has just opened and the SDK. */
export function guardSocket(
  client: SdkClient,
  returns: Returns,
  tell: (what: Withheld | 'garbled') => void,
  show: Show | null,
): void {
  const socket = client.connection?._wsClient ?? null;
  if (socket === null) return;
  returns.guard(socket);
  guardFrames(
    socket,
    (what) => {
      // As the SDK would: another server may do better.
      if (what === 'failed') client.options.skipLastVoiceSdkId = true;
      tell(what);
    },
    show?.bind(null, 'inbound'),
  );
}
