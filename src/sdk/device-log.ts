import type { SdkCall } from './sdk-shape.ts';

/**
 * The SDK logs the devices of a call: when the browser has listed them it listens for changes. Where the call ends before
 * that it would listen for as long as the page lives; Firefox keeps a page waiting until it has the focus. To be called
 * when the call may have become active.
 */
export function guardDeviceLog({ _mediaDeviceCollector: collector }: SdkCall): void {
  if (!collector || Object.hasOwn(collector, '_startDeviceChangeListener')) return;
  const start = collector._startDeviceChangeListener;
  collector._startDeviceChangeListener = () => {
    if (!collector._stopped) start.call(collector);
  };
}
