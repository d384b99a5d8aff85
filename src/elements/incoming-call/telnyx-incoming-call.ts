import { customElements } from '../define.ts';
import { TelnyxIncomingCall } from './incoming-call.ts';

customElements.define('telnyx-incoming-call', TelnyxIncomingCall);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-incoming-call': TelnyxIncomingCall;
  }
}
