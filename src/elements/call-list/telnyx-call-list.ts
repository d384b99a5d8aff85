import { customElements } from '../define.ts';
import { TelnyxCallList } from './call-list.ts';

customElements.define('telnyx-call-list', TelnyxCallList);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-list': TelnyxCallList;
  }
}
