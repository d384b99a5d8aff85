import { TelnyxIncomingCall } from './incoming-call.ts';

if (!customElements.get('telnyx-incoming-call')) customElements.define('telnyx-incoming-call', TelnyxIncomingCall);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-incoming-call': TelnyxIncomingCall;
  }
}
