import { ending } from '../../../selectors/ending.ts';
import { FLOATING } from '../../../localization/en/lazy/floating.ts';
import type { Floating, FloatingHost, FloatingPart, FloatingView, Kit } from '../floating.ts';
import { Carrier } from './carrier.ts';
import { floatingStyles } from './floating.styles.ts';
import { createLauncher } from './launcher.ts';
import { Surroundings } from './surroundings.ts';

/** Makes what a floating phone needs; see `FloatingPart`. */
export function createView(kit: Kit): FloatingPart {
  const { html, line, lookup, nothing } = kit;
  const launcher = createLauncher(kit);
  const minimise = line('M6 9.5l6 6l6-6');
  const move = line(
    'M12 4v16M4 12h16M9.5 6.5L12 4l2.5 2.5M9.5 17.5L12 20l2.5-2.5M6.5 9.5L4 12l2.5 2.5M17.5 9.5L20 12l-2.5 2.5',
  );

  /** Opens and closes the window of one phone, in the browser's top layer, where nothing of the page covers it. */
  class Frame implements Floating {
    readonly #host: FloatingHost;
    readonly #around: Surroundings;
    readonly #carrier: Carrier;
    /** Missed calls that the user has not seen yet, and those that were. */
    readonly #missed = new Set<string>();
    readonly #seen = new Set<string>();
    /** What it was opened for, or is to be. */
    #reasons: readonly unknown[] = [];
    /** It waits with opening until the user has written what is being written. */
    #waits = false;
    /** Opened by itself and not touched since: so it closes by itself too. */
    #unasked = false;
    /** What was last shown. */
    #shown: boolean | null = null;
    /** The focus is to be in the phone, or back on the launcher. */
    #moveFocus = false;
    #hadFocus = false;

    constructor(host: FloatingHost) {
      this.#host = host;
      this.#carrier = new Carrier(host);
      this.#around = new Surroundings(
        kit,
        host,
        () => this.#dock,
        () => this.#written(),
      );
      host.addController(this);
    }

    follow({ snapshot, call }: FloatingView): void {
      this.#hadFocus = Boolean(this.#host.shadowRoot?.activeElement?.closest('.dock'));
      for (const each of snapshot.calls) {
        if (ending(each) === 'missed' && !this.#seen.has(each.id)) {
          this.#seen.add(each.id);
          this.#missed.add(each.id);
        }
      }
      const { id: incoming } = kit.incomingCall(snapshot, null) ?? {};
      // A microphone that cannot be had keeps a call waiting, and what to do about it is said in the phone.
      const { callId: stuck } = snapshot.mediaRecovery ?? {};
      const reasons = [incoming && `call ${incoming}`, stuck && `microphone ${stuck}`].filter((each) => Boolean(each));
      const news = reasons.filter((each) => !this.#reasons.includes(each));
      this.#reasons = reasons;
      if (news.length > 0) {
        this.#waits = this.#around.small && this.#around.writing;
        if (!this.#waits) this.#openUnasked();
      } else if (reasons.length === 0) {
        this.#waits = false;
        if (this.#unasked && !call) this.#host.open = this.#unasked = false;
      }
    }

    render(view: FloatingView, panel: ReturnType<typeof html>): ReturnType<typeof html> {
      const { open } = this.#host;
      return html`<div part="dock" class="dock" popover="manual" @pointerdown=${this.#carrier.grasp}>
          ${launcher(view, this.#missed.size, open, {
            open: this.#press,
            keydown: this.#carrier.keydown,
            answer: (call) => {
              view.actions.answer(call);
              this.#set(true);
            },
          })}
        </div>
        <div
          part="window"
          class="window"
          popover="manual"
          role="dialog"
          aria-label=${view.texts.text('phone.label')}
          aria-modal=${this.#around.small || nothing}
          @keydown=${this.#keydown}
          @pointerdown=${this.#pointerdown}
        >
          ${panel}
        </div>`;
    }

    tools(): ReturnType<typeof html> {
      return html`<button
          part="button move"
          class="tool move"
          type="button"
          aria-label=${lookup(FLOATING, 'floating.move')}
          aria-describedby="hint"
          @click=${this.#carrier.next}
          @keydown=${this.#carrier.keydown}
        >
          ${move}</button
        ><button
          part="button minimise"
          class="tool minimise"
          type="button"
          aria-expanded="true"
          aria-label=${lookup(FLOATING, 'floating.minimise')}
          @click=${this.#minimise}
        >
          ${minimise}
        </button>`;
    }

    end(): void {
      this.#host.removeController(this);
      this.hostDisconnected();
    }

    hostConnected(): void {
      this.#around.watch();
    }

    hostDisconnected(): void {
      this.#around.leave();
      // The browser has taken it from the top layer.
      this.#shown = null;
    }

    hostUpdated(): void {
      const dock = this.#dock;
      const panel = this.#window;
      if (!dock || !panel) return;
      const { open } = this.#host;
      const before = this.#shown;
      this.#shown = open;
      const inside = panel.matches(':focus-within');
      this.#carrier.settle([dock, panel]);
      this.#around.settle([dock, panel]);
      show(panel, open);
      show(dock, !open);
      this.#around.avoid();
      if (before !== null && before !== open) this.#told(open, inside);
      else if (this.#hadFocus && !this.#host.shadowRoot?.activeElement) this.#focus('.launcher');
    }

    /** Moves the focus with the phone, and tells the page. */
    #told(open: boolean, inside: boolean): void {
      const wanted = this.#moveFocus;
      this.#moveFocus = false;
      if (open && (wanted || this.#around.small)) this.#focus('.window .party, .window .panel');
      else if (!open && (wanted || inside)) this.#focus('.launcher');
      const state = (is: boolean): string => (is ? 'open' : 'closed');
      this.#host.dispatchEvent(new ToggleEvent('toggle', { oldState: state(!open), newState: state(open) }));
    }

    #focus(selector: string): void {
      this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
    }

    /** Nothing can be seen beside a phone that takes the whole screen, so the focus goes round in it. */
    #keep(event: KeyboardEvent): void {
      const panel = this.#window;
      const stops = panel ? stopsIn(panel).filter(canHaveFocus) : [];
      const path = event.composedPath();
      const at = stops.findIndex((stop) => path.includes(stop));
      const begins = at === 0 || (at < 0 && !stops.some((stop) => precedes(stop, path[0] as Node)));
      const to = event.shiftKey ? begins && stops.at(-1) : at === stops.length - 1 && stops[0];
      if (!to) return;
      event.preventDefault();
      to.focus();
    }

    get #dock(): HTMLElement | null {
      return this.#host.renderRoot.querySelector<HTMLElement>('.dock');
    }

    get #window(): HTMLElement | null {
      return this.#host.renderRoot.querySelector<HTMLElement>('.window');
    }

    #openUnasked(): void {
      this.#waits = false;
      if (this.#host.open) return;
      this.#host.open = this.#unasked = true;
    }

    /** The user writes nothing any more. */
    #written(): void {
      if (this.#waits) this.#openUnasked();
    }

    /** The user opens or minimises it. */
    #set(open: boolean): void {
      if (open) this.#missed.clear();
      this.#unasked = false;
      this.#moveFocus = this.#host.open !== open;
      this.#host.open = open;
    }

    readonly #press = (event: MouseEvent): void => {
      if (!this.#carrier.carried(event)) this.#set(true);
    };

    readonly #minimise = (): void => this.#set(false);

    readonly #touched = (): void => {
      this.#unasked = false;
      this.#missed.clear();
    };

    readonly #pointerdown = (event: PointerEvent): void => {
      this.#touched();
      if (!this.#around.small) this.#carrier.grasp(event);
    };

    readonly #keydown = (event: KeyboardEvent): void => {
      this.#touched();
      // What is open in the phone closes first, by itself.
      const inner = this.#window?.querySelector(':popover-open');
      if (event.key === 'Tab' && this.#around.small) this.#keep(event);
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || inner) return;
      event.preventDefault();
      this.#minimise();
    };
  }

  return { styles: floatingStyles(kit), create: (host) => new Frame(host) };
}

const STOPS = 'a[href], button, input, select, summary, textarea, [tabindex]';

/** What Tab may come to in there, in its order, with what the page has put into slots. */
function stopsIn(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`${STOPS}, slot`)].flatMap((each) =>
    each instanceof HTMLSlotElement
      ? each.assignedElements({ flatten: true }).flatMap((own) => [own as HTMLElement, ...stopsIn(own)])
      : each,
  );
}

const canHaveFocus = (element: HTMLElement): boolean =>
  element.matches(STOPS) && element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility();

/** Of two in the same tree; of others that cannot be said. */
const precedes = (one: Node, other: Node): boolean =>
  one.getRootNode() === other.getRootNode() &&
  (other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;

/**
 * In the top layer, or gone. As a popover and not as a `<dialog>`, which takes the focus when it is shown: what opens
 * for a call must not take it from someone who writes.
 */
function show(element: HTMLElement, wanted: boolean): void {
  if (element.isConnected && element.matches(':popover-open') !== wanted) element.togglePopover(wanted);
}
