import { TelnyxInspector } from './inspector.ts';

if (!customElements.get('telnyx-inspector')) customElements.define('telnyx-inspector', TelnyxInspector);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-inspector': TelnyxInspector;
  }
}
