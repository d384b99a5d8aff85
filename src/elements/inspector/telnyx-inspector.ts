import { customElements } from '../define.ts';
import { TelnyxInspector } from './inspector.ts';

customElements.define('telnyx-inspector', TelnyxInspector);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-inspector': TelnyxInspector;
  }
}
