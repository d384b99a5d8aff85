import { TelnyxDeviceSelect } from './device-select.ts';

if (!customElements.get('telnyx-device-select')) customElements.define('telnyx-device-select', TelnyxDeviceSelect);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-device-select': TelnyxDeviceSelect;
  }
}
