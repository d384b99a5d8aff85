import { customElements } from '../define.ts';
import { TelnyxPhone } from './phone.ts';

customElements.define('telnyx-phone', TelnyxPhone);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-phone': TelnyxPhone;
  }
}
