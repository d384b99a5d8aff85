import { TelnyxCallList } from './call-list.ts';

if (!customElements.get('telnyx-call-list')) customElements.define('telnyx-call-list', TelnyxCallList);

declare global {
  interface HTMLElementTagNameMap {
    'telnyx-call-list': TelnyxCallList;
  }
}
