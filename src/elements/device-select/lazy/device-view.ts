import type { TemplateResult } from 'lit';
import type { PhoneClient } from '../../../contract/client.ts';
import type { Device, DeviceKind, DeviceListSnapshot, DevicesSnapshot } from '../../../contract/devices.ts';
import type { ErrorCode, PhoneError } from '../../../contract/errors.ts';
import type { ClientSnapshot } from '../../../contract/snapshots.ts';
import { DEVICES } from '../../../localization/en/lazy/devices.ts';
import type { DeviceHost, DevicePanel, DeviceView, Kit } from '../view.ts';
import { deviceStyles } from './device.styles.ts';
import { MicrophoneTest } from './microphone-test.ts';

type Key = keyof typeof DEVICES;
type Loudspeaker = 'speaker' | 'ringer';

export function createView(kit: Kit): DeviceView {
  const { close, html, icon, line, lookup, lookupError, nothing, spinner, svg } = kit;
  const text = (key: Key, values?: Record<string, string | number>): string => lookup(DEVICES, key, values);
  const play = (): TemplateResult =>
    line('M5 9.5v5h3.5L13 18.5v-13L8.5 9.5zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11');
  const plug = (): TemplateResult =>
    icon(
      svg`<path d="M4 14.5v-2a8 8 0 0 1 16 0v2" /><rect x="3" y="14" width="4.5" height="6" rx="2" /><rect x="16.5" y="14" width="4.5" height="6" rx="2" />`,
    );

  /** Browsers tell the names once the microphone is allowed; until then a device has a number. */
  const name = (kind: DeviceKind, { label }: Device, index: number): string =>
    label || text(kind === 'microphone' ? 'devices.nth-microphone' : 'devices.nth-speaker', { n: index + 1 });

  class Panel implements DevicePanel {
    readonly #host: DeviceHost;
    readonly #client: PhoneClient;
    readonly #end: () => void;
    readonly #test: MicrophoneTest;
    /** What could not be done last, and with what. */
    #failure: { readonly kind: DeviceKind; readonly code: ErrorCode } | null = null;
    #playing: Loudspeaker | null = null;
    /** What is being switched to. */
    readonly #wanted = new Map<DeviceKind, string>();

    constructor(host: DeviceHost, client: PhoneClient) {
      this.#host = host;
      this.#client = client;
      this.#end = client.devices.watch();
      this.#test = new MicrophoneTest(client.devices, (level) => this.#paint(level), {
        changed: () => host.requestUpdate(),
        failed: (error) => this.#fail('microphone', error),
      });
    }

    close(): void {
      this.#test.close();
      this.#end();
    }

    updated(): void {
      for (const select of this.#host.renderRoot.querySelectorAll<HTMLSelectElement>('.device select')) {
        // What was chosen and could not be used is not shown as if it were.
        select.value = select.dataset['value'] ?? '';
      }
    }

    render({ devices, calls }: ClientSnapshot, problems: boolean): unknown {
      if (!devices) return nothing;
      const talking = calls.some(({ answeredAt, state }) => answeredAt !== null && state !== 'destroyed');
      this.#test.follow(talking);
      return html`<div part="devices" class="devices" role="group" aria-label=${text('devices.label')}>
        ${this.#device('microphone', devices, problems, this.#microphone(talking))}
        ${this.#loudspeaker('speaker', devices, problems)} ${this.#loudspeaker('ringer', devices, problems)}
      </div>`;
    }

    #device(kind: DeviceKind, devices: DevicesSnapshot, problems: boolean, below: unknown, beside?: unknown): unknown {
      const list = devices[kind];
      const { chosen, missing, switching } = list;
      const value = chosen?.id ?? '';
      const shown = this.#wanted.get(kind) ?? value;
      const failure = problems && this.#failure?.kind === kind ? this.#failure.code : null;
      const hint = missing ? text('devices.missing-hint') : this.#hint(kind, list);
      return html`<div part="device device-${kind}" class="device">
        <label part="device-label" for="device-${kind}">${text(`devices.${kind}`)}</label>
        <div class="choice">
          <select
            part="device-list"
            id="device-${kind}"
            data-value=${shown}
            aria-describedby="device-hint-${kind}"
            aria-busy=${switching}
            ?disabled=${!list.choosable}
            @change=${({ target }: { target: HTMLSelectElement }) => void this.#choose(kind, target.value)}
          >
            <option value="">
              ${list.defaultLabel ? text('devices.default-named', { device: list.defaultLabel }) : text('devices.default')}
            </option>
            ${list.available.map(
              (device, index) => html`<option value=${device.id}>${name(kind, device, index)}</option>`,
            )}
            ${
              chosen && !list.available.some(({ id }) => id === value)
                ? html`<option value=${value}>
                    ${missing ? text('devices.missing', { device: name(kind, chosen, 0) }) : name(kind, chosen, 0)}
                  </option>`
                : nothing
            }
          </select>
          ${switching ? spinner() : nothing} ${beside ?? nothing}
        </div>
        ${below}
        <p part="device-hint" class="device-hint" id="device-hint-${kind}" ?hidden=${!hint}>${hint}</p>
        ${failure ? html`<p part="device-problem" class="problem" role="alert">${lookupError(this.#client, failure)}</p>` : nothing}
      </div>`;
    }

    #hint(kind: DeviceKind, { choosable, available }: DeviceListSnapshot): string {
      if (!choosable) return kind === 'speaker' ? text('devices.fixed') : '';
      return kind === 'microphone' && available.length === 0 ? text('devices.unnamed') : '';
    }

    /** The level: in a call by itself, else on a press. */
    #microphone(talking: boolean): TemplateResult {
      const { testing } = this.#test;
      return html`<div class="level">
        <div
          part="device-meter"
          class="meter"
          role="meter"
          aria-label=${text('devices.level')}
          aria-valuemin="0"
          aria-valuemax="100"
          aria-valuenow="0"
        >
          <div></div>
        </div>
        ${
          talking
            ? html`<span class="by-the-way">${text('devices.in-call')}</span>`
            : html`<button
                part="device-test test-microphone"
                class="test"
                type="button"
                aria-busy=${testing === 'asking'}
                @click=${() => this.#toggleTest()}
              >
                ${text(testing === 'off' ? 'devices.test-microphone' : 'devices.stop-test')}
              </button>`
        }
      </div>`;
    }

    /** A browser that cannot choose one speaker cannot choose another for ringing either, and says so once. */
    #loudspeaker(kind: Loudspeaker, devices: DevicesSnapshot, problems: boolean): unknown {
      if (!devices[kind].choosable && kind === 'ringer') return nothing;
      const playing = this.#playing === kind;
      const picks = devices.picker && devices[kind].choosable;
      return this.#device(
        kind,
        devices,
        problems,
        picks
          ? html`<button
              part="device-pick"
              class="pick"
              type="button"
              @click=${() => void this.#do(kind, () => this.#client.devices.pick(kind))}
            >
              ${text(`devices.pick-${kind}`)}
            </button>`
          : nothing,
        html`<button
          part="device-test test-${kind}"
          class="test"
          type="button"
          aria-label=${text(`devices.play-${kind}`)}
          aria-busy=${playing}
          aria-disabled=${this.#playing !== null}
          @click=${() => void this.#play(kind)}
        >
          ${play()} <span>${text('devices.play')}</span>
        </button>`,
      );
    }

    /** Past Lit: twenty times a second, one element. */
    #paint(level: number | null): void {
      const meter = this.#host.renderRoot.querySelector<HTMLElement>('.meter');
      if (!meter) return;
      const percent = String(Math.round((level ?? 0) * 100));
      meter.style.setProperty('--_level', `${percent}%`);
      meter.setAttribute('aria-valuenow', percent);
    }

    #toggleTest(): void {
      this.#failure = null;
      this.#test.toggle();
    }

    async #choose(kind: DeviceKind, value: string): Promise<void> {
      this.#wanted.set(kind, value);
      await this.#do(kind, () => this.#client.devices.set(kind, value || null));
      if (this.#wanted.get(kind) === value) this.#wanted.delete(kind);
      this.#host.requestUpdate();
      if (kind === 'microphone') this.#test.again();
    }

    async #play(kind: Loudspeaker): Promise<void> {
      if (this.#playing) return;
      this.#playing = kind;
      this.#host.requestUpdate();
      await this.#do(kind, () => this.#client.devices.test(kind));
      this.#playing = null;
      this.#host.requestUpdate();
    }

    async #do(kind: DeviceKind, act: () => Promise<void>): Promise<void> {
      this.#failure = null;
      try {
        await act();
      } catch (error) {
        this.#fail(kind, error as Error);
      }
      this.#host.requestUpdate();
    }

    #fail(kind: DeviceKind, error: Error): void {
      const { name, code } = error as Error & Pick<PhoneError, 'code'>;
      if (name !== 'AbortError') this.#failure = { kind, code };
      this.#host.requestUpdate();
    }
  }

  return {
    styles: deviceStyles(kit),

    panel: (host, client) => new Panel(host, client),

    notice({ devices }, dismiss) {
      const change = devices?.change;
      if (!change) return nothing;
      const { what, label } = change;
      return html`<div part="device-notice" class="notice ${what === 'lost' ? '' : 'good'}">
        ${plug()}
        <div class="words">
          <strong>${text(`devices.${what}`, { device: label || text('devices.some') })}</strong>
          <span>${text(`devices.${what}-detail`)}</span>
        </div>
        <button part="dismiss" class="dismiss" type="button" aria-label=${text('devices.dismiss')} @click=${dismiss}>
          ${close()}
        </button>
      </div>`;
    },
  };
}
