import { css, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize.ts';
import { isToAssistant } from '../../selectors/assistant.ts';
import { isLive } from '../../selectors/current-call.ts';
import { dot, tokens } from '../../styles/tokens.ts';
import { TelnyxElement } from '../telnyx-element.ts';
import { TranscriptKeeper } from './view.ts';

/**
 * What is said in a call with an AI assistant, as it is said, to be read, scrolled and copied; and while the call goes on,
 * a field to write to the assistant. It stays when the call is over, until the next begins. Takes no room before.
 *
 * @tag telnyx-transcript
 *
 * @attr {'light' | 'dark' | 'auto'} theme - By default the page's `color-scheme` decides.
 *
 * @csspart transcript - All of it.
 * @csspart messages - The messages, oldest first; scrolls.
 * @csspart message - Each message; also by who said it: assistant, user.
 * @csspart write - The field and the button to write to the assistant.
 * @csspart draft - The field.
 * @csspart button - Each button; also by its own name: latest, send, copy.
 *
 * @cssprop --telnyx-transcript-height - The largest height of the messages.
 * @cssprop --telnyx-surface - Behind what the assistant says.
 * @cssprop --telnyx-background - Behind what the caller says.
 * @cssprop --telnyx-border - Around that.
 * @cssprop --telnyx-accent - The button that sends; `--telnyx-on-accent` on it.
 * @cssprop --telnyx-text - Colour of the words.
 */
export class TelnyxTranscript extends TelnyxElement {
  static override properties: PropertyDeclarations = { readonly: { type: Boolean } };

  static override styles = [
    tokens,
    dot,
    css`
      :host {
        display: block;
      }
    `,
  ];

  /** Nothing can be written to the assistant, only said. */
  readonly = false;

  readonly #transcript = new TranscriptKeeper(this);

  constructor() {
    super();
    new LocalizeController(this, {});
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { call } = this.bound;
    this.#transcript.follow(call, this.#awaited);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#transcript.updated();
  }

  protected override render(): unknown {
    const { call, snapshot } = this.bound;
    if (this.#transcript.messages.length === 0 && !this.#awaited) return nothing;
    const writable = call && isLive(call) && call.answeredAt !== null && !this.readonly ? call : null;
    return this.#transcript.render({ writable, disabled: snapshot?.connection.state !== 'connected' });
  }

  /** Something will be said: an assistant is being called. */
  get #awaited(): boolean {
    const { call } = this.bound;
    return call !== null && isLive(call) && isToAssistant(call);
  }
}
