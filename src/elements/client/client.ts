import { css, html } from 'lit';
import { ConfiguredElement } from '../configured-element.ts';

/**
 * Holds the configuration of the page's client, for pages that do not use `<telnyx-phone>`. Shows nothing but what it
 * contains.
 *
 * @tag telnyx-client
 *
 * @attr login-token - A JWT; read once and removed from the DOM.
 * @attr login - Telnyx SIP user name; read once and removed from the DOM.
 * @attr password - Read once and removed from the DOM.
 * @attr lang - Language of the elements.
 * @attr connection-state - Reflected: state of the connection.
 * @attr connection-reason - Reflected: why there is no connection.
 * @attr call-state - Reflected: state of the current call.
 * @attr call-direction - Reflected: `inbound` or `outbound`.
 * @attr call-cause - Reflected: why the call ended.
 * @attr mic-muted - Reflected: the user has muted the microphone.
 * @attr remote-media - Reflected: `flowing` or `stalled`.
 *
 * @slot - Any content; it is left as it is.
 */
export class TelnyxClient extends ConfiguredElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  constructor() {
    super(false);
  }

  protected override render(): unknown {
    return html`<slot></slot>`;
  }
}
