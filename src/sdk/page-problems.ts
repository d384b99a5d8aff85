import type { SdkModule, SdkProblem } from './sdk-shape.ts';

type Hear = (kind: 'error' | 'warning', problem: SdkProblem) => void;

const listening = new WeakSet<SdkModule>();
const hearers = new Set<Hear>();

/**
 * The SDK keys some problems to a call's id, where an instance's `on` never hears them; only the static `on` does, and
 * its `off` would remove everybody's. So one listener a page, for good, and our own list behind it.
 */
export function hearProblems(sdk: SdkModule, hear: Hear): () => void {
  hearers.add(hear);
  if (!listening.has(sdk)) {
    listening.add(sdk);
    sdk.TelnyxRTC.on('telnyx.error', (problem) => tell('error', problem));
    sdk.TelnyxRTC.on('telnyx.warning', (problem) => tell('warning', problem));
  }
  return () => hearers.delete(hear);
}

function tell(kind: 'error' | 'warning', problem: SdkProblem): void {
  for (const hear of hearers) hear(kind, problem);
}
