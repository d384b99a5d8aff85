import { customElements } from '../define.ts';
import { TelnyxDeviceSelect } from './device-select.ts';

customElements.define('telnyx-device-select', TelnyxDeviceSelect);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-device-select': TelnyxDeviceSelect;
  }
}
