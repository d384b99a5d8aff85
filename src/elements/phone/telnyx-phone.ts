import { TelnyxPhone } from './phone.ts';

if (!customElements.get('telnyx-phone')) customElements.define('telnyx-phone', TelnyxPhone);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-phone': TelnyxPhone;
  }
}
