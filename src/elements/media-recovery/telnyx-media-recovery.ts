import { TelnyxMediaRecovery } from './media-recovery.ts';

if (!customElements.get('telnyx-media-recovery')) {
  customElements.define('telnyx-media-recovery', TelnyxMediaRecovery);
}

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-media-recovery': TelnyxMediaRecovery;
  }
}
