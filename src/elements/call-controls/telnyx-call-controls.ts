import { TelnyxCallControls } from './call-controls.ts';

if (!customElements.get('telnyx-call-controls')) customElements.define('telnyx-call-controls', TelnyxCallControls);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-controls': TelnyxCallControls;
  }
}
