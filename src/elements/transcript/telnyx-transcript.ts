import { customElements } from '../define.ts';
import { TelnyxTranscript } from './transcript.ts';

customElements.define('telnyx-transcript', TelnyxTranscript);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-transcript': TelnyxTranscript;
  }
}
