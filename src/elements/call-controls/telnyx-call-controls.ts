import { customElements } from '../define.ts';
import { TelnyxCallControls } from './call-controls.ts';

customElements.define('telnyx-call-controls', TelnyxCallControls);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-controls': TelnyxCallControls;
  }
}
