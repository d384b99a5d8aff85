import { customElements } from '../define.ts';
import { TelnyxMediaRecovery } from './media-recovery.ts';

customElements.define('telnyx-media-recovery', TelnyxMediaRecovery);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-media-recovery': TelnyxMediaRecovery;
  }
}
