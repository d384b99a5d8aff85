/** Where sound comes out: a speaker that was chosen, and can be another in the middle of a sound. */
export interface Outlet {
  /** What this element plays is heard there from now on. */
  element(element: HTMLMediaElement): void;
  /** Where in this context to connect to. */
  destination(context: AudioContext): AudioNode;
}
