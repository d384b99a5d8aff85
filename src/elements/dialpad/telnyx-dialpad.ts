import { TelnyxDialpad } from './dialpad.ts';

if (!customElements.get('telnyx-dialpad')) customElements.define('telnyx-dialpad', TelnyxDialpad);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-dialpad': TelnyxDialpad;
  }
}
