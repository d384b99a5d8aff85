import { nothing, type CSSResult, type LitElement, type TemplateResult } from 'lit';
import type { PhoneClient } from '../../contract/client.ts';
import type { ConversationMessage } from '../../contract/conversation.ts';
import type { CallSnapshot } from '../../contract/snapshots.ts';
import { isLive } from '../../selectors/current-call.ts';
import { viewKit } from '../kit.ts';
import { lazyView, PartKeeper } from '../lazy-part.ts';

export type TranscriptHost = LitElement & { readonly client: PhoneClient };

export interface TranscriptView {
  /** Oldest first. */
  readonly messages: readonly ConversationMessage[];
  /** The call in which something can be written; null where nothing can. */
  readonly writable: CallSnapshot | null;
  /** The server cannot be told anything now. */
  readonly disabled: boolean;
  /** Somebody else says what could not be done. */
  readonly quiet?: boolean;
}

/** One element's transcript; it keeps how far the user has scrolled, and what is being written. At most one a shadow root. */
export interface Transcript {
  render(view: TranscriptView): TemplateResult;
  /** To be called after each rendering. */
  updated(): void;
}

export interface TranscriptPart {
  readonly styles: CSSResult;
  create(host: TranscriptHost): Transcript;
}

/** What the view is made with; see `lazyView`. */
export type Kit = typeof viewKit;

/** Of no use before there is a conversation, so it is fetched then. */
export const transcriptPart = lazyView(
  viewKit,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the script-tag bundle asks anew by it
  (_attempt) => import('./lazy/transcript-view.ts'),
);

/** Gives one element the conversation of the call that it shows, and keeps it when the call is over, until the next. */
export class TranscriptKeeper {
  messages: readonly ConversationMessage[] = [];
  /** The call in which they were said. */
  callId: string | null = null;

  readonly #host: TranscriptHost;
  readonly #part: PartKeeper;
  #transcript: Transcript | null = null;
  #client: PhoneClient | null = null;

  constructor(host: TranscriptHost) {
    this.#host = host;
    this.#part = new PartKeeper(host, transcriptPart);
    host.addEventListener('telnyx-conversation-message', () => host.requestUpdate());
  }

  /** To be called before each rendering. With `wanted` the view is fetched though nothing has been said. */
  follow(call: CallSnapshot | null, wanted = false): void {
    const { client } = this.#host;
    if (client !== this.#client) this.#keep(null, []);
    this.#client = client;
    const said = call ? (client.call(call.id)?.conversation ?? []) : [];
    // A call that has just begun starts on a clean sheet.
    if (call && (said.length > 0 || (isLive(call) && call.id !== this.callId))) this.#keep(call.id, said);
    this.#part.follow(wanted || this.messages.length > 0);
    if (transcriptPart.value) this.#transcript ??= transcriptPart.value.create(this.#host);
  }

  render(view: Omit<TranscriptView, 'messages'>): TemplateResult | typeof nothing {
    return this.#transcript?.render({ ...view, messages: this.messages }) ?? nothing;
  }

  updated(): void {
    this.#transcript?.updated();
  }

  #keep(callId: string | null, messages: readonly ConversationMessage[]): void {
    this.callId = callId;
    this.messages = messages;
  }
}
