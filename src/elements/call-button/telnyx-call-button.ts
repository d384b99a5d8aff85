import { customElements } from '../define.ts';
import { TelnyxCallButton } from './call-button.ts';

customElements.define('telnyx-call-button', TelnyxCallButton);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-button': TelnyxCallButton;
  }
}
