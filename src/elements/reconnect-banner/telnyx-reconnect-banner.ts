import { TelnyxReconnectBanner } from './reconnect-banner.ts';

if (!customElements.get('telnyx-reconnect-banner')) {
  customElements.define('telnyx-reconnect-banner', TelnyxReconnectBanner);
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-reconnect-banner': TelnyxReconnectBanner;
  }
}
