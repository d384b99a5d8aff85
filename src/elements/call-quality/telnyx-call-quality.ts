import { customElements } from '../define.ts';
import { TelnyxCallQuality } from './call-quality.ts';

customElements.define('telnyx-call-quality', TelnyxCallQuality);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-quality': TelnyxCallQuality;
  }
}
