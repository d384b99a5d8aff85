import type { PhoneClient } from '../contract/client.ts';
import { NO_MEMORY, notice, type Notice, type NoticeMemory } from '../selectors/notice.ts';
import type { ClientController } from './client.ts';

/** Keeps what one element's notices need to remember of its client. */
export class NoticeKeeper {
  readonly #bound: ClientController;
  #client: PhoneClient | null = null;
  #memory: NoticeMemory = NO_MEMORY;

  constructor(bound: ClientController) {
    this.#bound = bound;
  }

  /** What there is to say now; to be asked while rendering. */
  current(): Notice | null {
    const { client, snapshot, now } = this.#bound;
    if (!snapshot) return null;
    if (client !== this.#client) this.#memory = NO_MEMORY;
    this.#client = client;
    const next = notice(this.#memory, snapshot, now);
    this.#memory = next.memory;
    this.#bound.changesAt(next.notice.changesAt);
    return next.notice;
  }

  /** The user has seen that the call was lost. */
  dismiss(): void {
    const { lost } = this.#memory;
    if (lost) this.#memory = { ...this.#memory, lost: null, dismissed: [...this.#memory.dismissed, lost.id] };
  }
}
