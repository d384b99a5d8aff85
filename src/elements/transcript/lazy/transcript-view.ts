import type { TemplateResult } from 'lit';
import type { ConversationMessage } from '../../../contract/conversation.ts';
import { TRANSCRIPT } from '../../../localization/en/lazy/transcript.ts';
import type { Kit, Transcript, TranscriptPart } from '../view.ts';
import { transcriptStyles } from './transcript.styles.ts';

/** So close to the end, in pixels, whoever reads wants to see what comes. */
const NEAR = 32;
/** How long it says that it has copied, in milliseconds. */
const SAID = 4000;

type Key = keyof typeof TRANSCRIPT;

export function createView(kit: Kit): TranscriptPart {
  const { html, line, lookup, nothing } = kit;
  const text = (key: Key): string => lookup(TRANSCRIPT, key);

  const bubble = ({ role, text: words }: ConversationMessage): TemplateResult =>
    html`<div part="message ${role}" class="message ${role}">
      <span class="by">${text(`transcript.${role}`)}</span>
      <p dir="auto">${words}</p>
    </div>`;

  return {
    styles: transcriptStyles(kit),

    create(host): Transcript {
      /** The user has not scrolled away from what is newest. */
      let follows = true;
      let shown = 0;
      /** How many there were when the user scrolled away. */
      let seen = 0;
      let draft = '';
      let sending = false;
      let said: Key | null = null;
      let messages: readonly ConversationMessage[] = [];

      const change = (act: () => void): void => {
        act();
        host.requestUpdate();
      };
      const field = (): HTMLInputElement | null => host.renderRoot.querySelector('.write input');
      const list = (): HTMLElement | null => host.renderRoot.querySelector('.messages');

      const scrolled = (): void => {
        const box = list();
        if (!box) return;
        const near = box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR;
        if (near === follows) return;
        change(() => {
          follows = near;
          seen = shown;
        });
      };

      const copy = async (): Promise<void> => {
        const all = messages.map(({ role, text: words }) => `${text(`transcript.${role}`)}: ${words}`).join('\n');
        try {
          await navigator.clipboard.writeText(all);
          change(() => (said = 'transcript.copied'));
          setTimeout(() => change(() => (said = said === 'transcript.copied' ? null : said)), SAID);
        } catch {
          change(() => (said = 'transcript.not-copied'));
        }
      };

      const send = async (callId: string): Promise<void> => {
        const words = draft.trim();
        if (words === '' || sending) return;
        change(() => {
          sending = true;
          draft = '';
          said = null;
          follows = true;
        });
        // What was typed a moment ago may not have been rendered yet.
        const input = field();
        if (input) input.value = '';
        try {
          await host.client.call(callId)?.sendMessage(words);
        } catch {
          said = 'transcript.not-sent';
          // To be sent again, unless something else is being written.
          draft ||= words;
        }
        change(() => (sending = false));
      };

      return {
        render({ messages: all, writable, disabled, quiet = false }) {
          messages = all;
          shown = all.length;
          // What is still being said is not read out with every word: it comes into the log when it is complete.
          const done = all.filter(({ final }) => final);
          const open = all.filter(({ final }) => !final);
          const problem = said === 'transcript.not-sent' && quiet ? null : said;
          return html`<div part="transcript" class="transcript">
            <div
              part="messages"
              class="messages"
              role="log"
              aria-label=${text('transcript.label')}
              aria-relevant="additions"
              tabindex="0"
              @scroll=${scrolled}
            >
              ${done.map(bubble)}
              <div class="open" aria-live="off">${open.map(bubble)}</div>
              ${all.length === 0 ? html`<p class="empty">${text('transcript.empty')}</p>` : nothing}
            </div>
            ${
              !follows && shown > seen
                ? html`<button
                    part="button latest"
                    class="latest"
                    type="button"
                    @click=${() => change(() => (follows = true))}
                  >
                    ${line('M12 5v14M6 13l6 6 6-6')} ${text('transcript.latest')}
                  </button>`
                : nothing
            }
            ${
              writable
                ? html`<form
                    part="write"
                    class="write"
                    @submit=${(event: Event) => {
                      event.preventDefault();
                      if (!disabled) void send(writable.id);
                    }}
                    @keydown=${(event: Event) => event.stopPropagation()}
                  >
                    <input
                      part="draft"
                      type="text"
                      dir="auto"
                      autocomplete="off"
                      enterkeyhint="send"
                      maxlength="4000"
                      aria-label=${text('transcript.write')}
                      placeholder=${text('transcript.placeholder')}
                      .value=${draft}
                      @input=${({ target }: InputEvent) => change(() => (draft = (target as HTMLInputElement).value))}
                    />
                    <button
                      part="button send"
                      type="submit"
                      aria-label=${text('transcript.send')}
                      aria-disabled=${sending || disabled}
                    >
                      ${line('M4 12l16-7-5 15-3.5-6zM11.5 14L20 5')}
                    </button>
                  </form>`
                : nothing
            }
            <p class="tools">
              <span role="status">${problem ? text(problem) : nothing}</span>
              ${
                all.length > 0
                  ? html`<button part="button copy" type="button" @click=${copy}>${text('transcript.copy')}</button>`
                  : nothing
              }
            </p>
          </div>`;
        },

        updated() {
          const box = list();
          if (box && follows) box.scrollTop = box.scrollHeight;
        },
      };
    },
  };
}
