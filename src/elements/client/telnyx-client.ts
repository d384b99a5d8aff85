import { TelnyxClient } from './client.ts';

if (!customElements.get('telnyx-client')) customElements.define('telnyx-client', TelnyxClient);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-client': TelnyxClient;
  }
}
