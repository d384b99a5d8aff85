import { TelnyxCallStatus } from './call-status.ts';

if (!customElements.get('telnyx-call-status')) customElements.define('telnyx-call-status', TelnyxCallStatus);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-status': TelnyxCallStatus;
  }
}
