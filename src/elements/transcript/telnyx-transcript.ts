import { TelnyxTranscript } from './transcript.ts';

if (!customElements.get('telnyx-transcript')) customElements.define('telnyx-transcript', TelnyxTranscript);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-transcript': TelnyxTranscript;
  }
}
