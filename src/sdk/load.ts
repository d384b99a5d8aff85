import type { Tap } from './hearing.ts';
import type { SdkLoader } from './port.ts';
import type { SdkModule } from './sdk-shape.ts';

/** Fetches the SDK when it is first needed: it is most of what a page loads. `tap` records what the SDK says. */
export function sdkLoader(tap?: Tap): SdkLoader {
  return async () => {
    const [{ SdkSession }, sdk] = await Promise.all([import('./adapter.ts'), import('@telnyx/webrtc')]);
    return (options, observe) => new SdkSession(sdk as unknown as SdkModule, options, observe, tap);
  };
}
