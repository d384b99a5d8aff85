import { TelnyxCallButton } from './call-button.ts';

if (!customElements.get('telnyx-call-button')) customElements.define('telnyx-call-button', TelnyxCallButton);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-button': TelnyxCallButton;
  }
}
