import { customElements } from '../define.ts';
import { TelnyxReconnectBanner } from './reconnect-banner.ts';

customElements.define('telnyx-reconnect-banner', TelnyxReconnectBanner);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-reconnect-banner': TelnyxReconnectBanner;
  }
}
