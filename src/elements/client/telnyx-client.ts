import { customElements } from '../define.ts';
import { TelnyxClient } from './client.ts';

customElements.define('telnyx-client', TelnyxClient);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-client': TelnyxClient;
  }
}
