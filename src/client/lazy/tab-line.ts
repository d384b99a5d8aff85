import type { KeptCalls } from '../../machines/kept-calls.ts';
import type { SessionIdentity } from '../../sdk/port.ts';

/** What the tabs of a site tell each other of the phone. No credential is in it. */
type Message =
  /** A tab has begun to wait for the phone. */
  | { readonly type: 'hello' }
  /** The calls of the tab that has it, and by what they can be taken up. */
  | { readonly type: 'calls'; readonly kept: KeptCalls | null; readonly identity: SessionIdentity | null }
  /** The page that has it is left, and the next one in its tab is to go on with its call. */
  | { readonly type: 'leaving' }
  /** Please hand it over. `at`: epoch milliseconds. */
  | { readonly type: 'take'; readonly at: number }
  | {
      readonly type: 'given';
      readonly to: string;
      readonly kept: KeptCalls | null;
      readonly identity: SessionIdentity | null;
    }
  /** It was taken without being handed over, with these of its calls. */
  | { readonly type: 'taken'; readonly to: string; readonly calls: readonly string[] };

type Said<Type extends Message['type']> = Extract<Message, { type: Type }> & { readonly from: string };

export type TabEars = { readonly [Type in Message['type']]: (message: Said<Type>) => void };

/** The channel between the tabs of a site; open from the first word until it is hung up. */
export class TabLine {
  readonly #name: string;
  readonly #ears: TabEars;
  readonly #id = crypto.randomUUID();
  #channel: BroadcastChannel | null = null;

  constructor(name: string, ears: TabEars) {
    this.#name = name;
    this.#ears = ears;
  }

  listen(): BroadcastChannel {
    if (this.#channel !== null) return this.#channel;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Said<Message['type']>>) => {
      if (!('to' in data) || data.to === this.#id) (this.#ears[data.type] as (message: typeof data) => void)(data);
    });
    return this.#channel;
  }

  post(message: Message): void {
    this.listen().postMessage({ ...message, from: this.#id });
  }

  hangUp(): void {
    this.#channel?.close();
    this.#channel = null;
  }
}
