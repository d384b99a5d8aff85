import { TelnyxCallQuality } from './call-quality.ts';

if (!customElements.get('telnyx-call-quality')) customElements.define('telnyx-call-quality', TelnyxCallQuality);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-quality': TelnyxCallQuality;
  }
}
