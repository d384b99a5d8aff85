import type { ClientConfiguration } from '../../src/contract/configuration.ts';
import type { StateAttribute } from '../../src/selectors/reflect.ts';
import type { Scene } from './scene.ts';

/** The elements that show a part of what the phone shows, or what it does not. */
export type Part =
  | 'telnyx-inspector'
  | 'telnyx-device-select'
  | 'telnyx-call-button'
  | 'telnyx-call-quality'
  | 'telnyx-transcript'
  | 'telnyx-call-controls'
  | 'telnyx-dialpad'
  | 'telnyx-incoming-call';

/** A state that the elements can be in, and how it comes about. */
export interface Item {
  /** Its place in the page's address. */
  readonly id: string;
  readonly title: string;
  /** What is not to be seen at once. */
  readonly note?: string;
  /** Every state attribute that the elements have then, and no other. */
  readonly attributes: Readonly<Partial<Record<StateAttribute, string>>>;
  /** Words that stand on the elements then. */
  readonly says?: readonly string[];
  /** It comes and goes, and does so for as long as one looks. */
  readonly passing?: boolean;
  /** 240 pixels, or as wide as there is room; by default as wide as a phone is. */
  readonly width?: 'narrow' | 'wide';
  /** What is to be seen in place of the main elements. */
  readonly element?: Part;
  readonly configuration?: ClientConfiguration;
  /** How far the client lives in the past, in milliseconds. */
  readonly ago?: number;
  /** Brings the state about, and sees to it that it stays. */
  play(scene: Scene): void | Promise<void>;
}

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}
