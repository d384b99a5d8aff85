import { customElements } from '../define.ts';
import { TelnyxCallStatus } from './call-status.ts';

customElements.define('telnyx-call-status', TelnyxCallStatus);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-status': TelnyxCallStatus;
  }
}
