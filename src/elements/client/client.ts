import { css, html } from 'lit';
import { ConfiguredElement } from '../configured-element.ts';

/**
 * Holds the configuration of the page's client, for pages that do not use `<telnyx-phone>`. Shows nothing but what it
 * contains.
 *
 * @tag telnyx-client
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
