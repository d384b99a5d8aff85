import { customElements } from '../define.ts';
import { TelnyxDialpad } from './dialpad.ts';

customElements.define('telnyx-dialpad', TelnyxDialpad);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-dialpad': TelnyxDialpad;
  }
}
