import type { CSSResult, TemplateResult } from 'lit';
import type { CheckStep, MicrophoneCheck, NetworkCheck, PreCallCheck } from '../../../contract/check.ts';
import type { PhoneClient } from '../../../contract/client.ts';
import type { ErrorCode, PhoneError } from '../../../contract/errors.ts';
import { CHECK } from '../../../localization/en/lazy/check.ts';
import { QUALITY } from '../../../localization/en/lazy/quality.ts';
import type { CheckHost, Kit } from '../view.ts';
import { checkStyles } from './check.styles.ts';

export interface CheckView {
  readonly styles: CSSResult;
  /** At most once in a shadow root. Null while there is a call: it comes first. */
  render(host: CheckHost): TemplateResult | null;
}

type Tone = 'good' | 'warning' | 'bad';

/** A finding in words, and what is to be done about it. */
interface Verdict {
  readonly name: keyof typeof CHECK;
  readonly part: 'microphone' | 'network';
  readonly tone: Tone;
  readonly words: string;
  readonly advice: readonly ErrorCode[];
}

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly step: CheckStep; readonly abort: AbortController }
  | { readonly is: 'done'; readonly check: PreCallCheck }
  | { readonly is: 'stopped'; readonly code: ErrorCode | null };

const TONES = { excellent: 'good', good: 'good', fair: 'warning', poor: 'bad' } as const;

const DONE = 'M5 12.5l4.5 4.5L19 7.5';
const ALERT = 'M12 8v4.5M12 16v.1M21 12a9 9 0 1 1-18 0a9 9 0 1 1 18 0';

const MILLISECONDS = { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 } as const;
const FIGURES: readonly (readonly [keyof NetworkCheck, string, Intl.NumberFormatOptions])[] = [
  ['loss', 'check.loss', { style: 'percent', maximumFractionDigits: 1 }],
  ['roundTrip', 'quality.round-trip', MILLISECONDS],
  ['jitter', 'quality.jitter', MILLISECONDS],
  ['mos', 'quality.mos', { minimumFractionDigits: 1, maximumFractionDigits: 1 }],
];

export function createView(kit: Kit): CheckView {
  const { html, lookup, lookupError, nothing, number } = kit;
  const text = (key: string): string => lookup({ ...CHECK, ...QUALITY }, key);

  const ofMicrophone = ({ cause, level, silent }: MicrophoneCheck): Verdict => {
    const about = { name: 'check.microphone', part: 'microphone' } as const;
    if (cause !== null) return { ...about, tone: 'bad', words: text('check.failed'), advice: [cause] };
    if (silent) return { ...about, tone: 'bad', words: text('check.silent'), advice: ['mic-quiet'] };
    return { ...about, tone: 'good', words: text(level === null ? 'check.ready' : 'check.heard'), advice: [] };
  };

  const ofNetwork = ({ cause, level }: NetworkCheck, warnings: readonly ErrorCode[]): Verdict => {
    const about = { name: 'check.network', part: 'network' } as const;
    if (cause !== null) return { ...about, tone: 'bad', words: text('check.failed'), advice: [cause] };
    const advice = warnings.filter((code) => code !== 'mic-quiet');
    if (level === null) return { ...about, tone: 'warning', words: text('quality.unknown'), advice };
    return { ...about, tone: TONES[level], words: text(`quality.${level}`), advice };
  };

  const row = (client: PhoneClient, { name, part, tone, words, advice }: Verdict): TemplateResult =>
    html`<div part="check-result check-${part}" class="finding ${tone}">
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${tone === 'good' ? DONE : ALERT} /></svg>
      <div>
        <strong>${text(name)}</strong> <span part="check-verdict">${words}</span>
        ${advice.map((code) => html`<p part="check-advice">${lookupError(client, code)}</p>`)}
      </div>
    </div>`;

  const figure = (name: string, key: string, value: string): TemplateResult =>
    html`<div>
      <dt>${text(key)}</dt>
      <dd part=${`check-${name}`}>${value}</dd>
    </div>`;

  const figures = (network: NetworkCheck): TemplateResult =>
    html`<details part="check-details">
      <summary>${text('check.details')}</summary>
      <dl>
        ${FIGURES.map(([name, key, how]) => {
          const value = network[name];
          return figure(
            name === 'roundTrip' ? 'round-trip' : name,
            key,
            typeof value === 'number' ? number(value, how) : text('quality.unknown'),
          );
        })}
        ${
          network.relay === null
            ? nothing
            : figure('path', 'check.path', text(network.relay ? 'check.relay' : 'check.direct'))
        }
      </dl>
    </details>`;

  /** The check of one element, and what came of the last. */
  class Check {
    readonly #host: CheckHost;
    #state: State = { is: 'idle' };

    constructor(host: CheckHost) {
      this.#host = host;
      host.addController({
        // One that is only moved is back before this runs.
        hostDisconnected: () => queueMicrotask(() => host.isConnected || this.#cancel()),
      });
    }

    render(): TemplateResult {
      const state = this.#state;
      const { checkDestination } = this.#host;
      return html`<section part="check" class="check" aria-label=${text('check.label')}>
        <div part="check-status" class="status" role="status">${this.#status(state)}</div>
        ${
          state.is === 'running'
            ? html`<div
                part="check-meter"
                class="meter"
                role="meter"
                aria-label=${text('check.level')}
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow="0"
              >
                <div></div>
              </div>`
            : nothing
        }
        ${state.is === 'done' && state.check.network?.cause === null ? figures(state.check.network) : nothing}
        <button part="check-button" type="button" @click=${() => this.#press()}>
          ${
            state.is === 'idle'
              ? text(checkDestination ? 'check.start' : 'check.start-microphone')
              : text(state.is === 'running' ? 'check.cancel' : 'check.again')
          }
        </button>
      </section>`;
    }

    #status(state: State): unknown {
      switch (state.is) {
        case 'idle':
          return nothing;
        case 'running':
          if (state.step === 'microphone') return html`<p>${text('check.asking')}</p>`;
          return html`<p>${text(this.#host.checkDestination ? 'check.measuring' : 'check.listening')}</p>`;
        case 'stopped':
          return html`<p>
            ${text('check.stopped')} ${state.code === null ? '' : lookupError(this.#host.client, state.code)}
          </p>`;
        case 'done': {
          const { client } = this.#host;
          const { microphone, network, warnings } = state.check;
          return [
            row(client, ofMicrophone(microphone)),
            network === null ? nothing : row(client, ofNetwork(network, warnings)),
          ];
        }
      }
    }

    #press(): void {
      if (this.#state.is === 'running') this.#cancel();
      else void this.#run();
    }

    #cancel(): void {
      if (this.#state.is !== 'running') return;
      this.#state.abort.abort();
      this.#become({ is: 'idle' });
    }

    async #run(): Promise<void> {
      const { client, checkDestination } = this.#host;
      const abort = new AbortController();
      const running = { is: 'running', step: 'microphone', abort } as const;
      this.#become(running);
      try {
        const check = await client.check({
          destination: checkDestination ?? '',
          signal: abort.signal,
          listener: (step, level) => this.#follow(abort, step, level),
        });
        if (!abort.signal.aborted) this.#become({ is: 'done', check });
      } catch (error) {
        // What the user stopped needs no word.
        if (abort.signal.aborted) return;
        const { name, code } = error as PhoneError;
        this.#become({ is: 'stopped', code: name === 'PhoneError' ? code : null });
      }
    }

    #follow(abort: AbortController, step: CheckStep, level: number | null): void {
      if (this.#state.is === 'running' && this.#state.abort === abort && this.#state.step !== step)
        this.#become({ is: 'running', step, abort });
      const meter = this.#host.renderRoot.querySelector<HTMLElement>('.meter');
      const percent = String(Math.round((level ?? 0) * 100));
      meter?.style.setProperty('--_level', `${percent}%`);
      meter?.setAttribute('aria-valuenow', percent);
    }

    #become(state: State): void {
      this.#state = state;
      this.#host.requestUpdate();
    }
  }

  const checks = new WeakMap<CheckHost, Check>();

  return {
    styles: checkStyles(kit),
    render(host) {
      if (host.client.snapshot.calls.some(({ state }) => state !== 'destroyed')) return null;
      const check = checks.get(host) ?? new Check(host);
      checks.set(host, check);
      return check.render();
    },
  };
}
