import type { ClientConfiguration, TokenProvider } from '../contract/configuration.ts';
import type { CredentialKind } from '../machines/events.ts';

type Said = Pick<ClientConfiguration, 'tokenUrl' | 'loginToken' | 'login' | 'password' | 'assistantId'>;

/** What the page has said of how to sign in, in memory alone. Nothing of it is ever shown, logged or stored. */
export class Secrets {
  /** Another object each time that anything of it changes. */
  edition: object = {};
  #provider: TokenProvider | null = null;
  #said: Said = {};

  get provider(): TokenProvider | null {
    return this.#provider;
  }

  set provider(provider: TokenProvider | null) {
    this.#provider = provider;
    this.edition = {};
  }

  get said(): Said {
    return this.#said;
  }

  /** Returns whether that is anything new. */
  say({ tokenUrl, loginToken, login, password, assistantId }: Said): boolean {
    const said = { tokenUrl, loginToken, login, password, assistantId } as Said;
    if (JSON.stringify(said) === JSON.stringify(this.#said)) return false;
    this.#said = said;
    this.edition = {};
    return true;
  }

  get kind(): CredentialKind {
    const { tokenUrl, loginToken, login, password, assistantId } = this.#said;
    if (this.#provider !== null || tokenUrl) return 'provided-token';
    if (loginToken) return 'static-token';
    if (login && password) return 'password';
    return assistantId ? 'anonymous' : 'none';
  }
}
