/** The panel of faults: a button each, for one phone or both, and for how long. */
interface FaultButton {
  readonly label: string;
  readonly hint: string;
  readonly fault: Record<string, unknown>;
  /** Happens right after. */
  readonly then?: Record<string, unknown>;
  /** Takes the time chosen in the panel. */
  readonly lasts?: boolean;
}

const FAULTS: readonly FaultButton[] = [
  {
    label: 'Close socket',
    hint: 'The connection is cut and refused for the time chosen.',
    fault: { fault: 'close' },
    lasts: true,
  },
  {
    label: 'Black hole',
    hint: 'The socket stays open; nothing gets through any more.',
    fault: { fault: 'black-hole' },
    lasts: true,
  },
  { label: 'Refuse', hint: 'New connections get 503; the present one stays.', fault: { fault: 'refuse' }, lasts: true },
  { label: 'Expire tokens', hint: 'Tokens issued so far are no longer accepted.', fault: { fault: 'expire-tokens' } },
  { label: 'Login error', hint: 'The next two logins are refused.', fault: { fault: 'login-error', times: 2 } },
  {
    label: 'Slow server',
    hint: 'Every answer comes four seconds late.',
    fault: { fault: 'slow', ms: 4_000 },
    lasts: true,
  },
  {
    label: 'Restart server',
    hint: 'All connections and calls are gone; it is back after the time chosen.',
    fault: { fault: 'restart' },
    lasts: true,
  },
  { label: 'Punt', hint: 'The server asks the phone to go.', fault: { fault: 'punt' } },
  { label: 'Punt a call', hint: 'The same, naming the newest call.', fault: { fault: 'punt', call: 'newest' } },
  { label: 'Gateway failed', hint: 'The registration fails.', fault: { fault: 'gateway-state', state: 'FAILED' } },
  {
    label: 'Not registered',
    hint: 'Registrations are answered with NOREG for the time chosen.',
    fault: { fault: 'registration', state: 'NOREG' },
    lasts: true,
  },
  {
    label: 'Lose calls',
    hint: 'Cuts the connection; of several calls one comes back.',
    fault: { fault: 'reattach', list: 'partial' },
    then: { fault: 'close' },
  },
  { label: 'Forget session', hint: 'Like a restarted server: calls are gone.', fault: { fault: 'forget-session' } },
  { label: 'Garbage', hint: 'Sends every kind of nonsense.', fault: { fault: 'garbage' } },
  {
    label: 'Bad network',
    hint: 'A fifth of the packets is lost, the others are late.',
    fault: { fault: 'impair', loss: 20, delayMs: 150, jitterMs: 40 },
    lasts: true,
  },
  {
    label: 'Mute gateway',
    hint: 'No audio comes from the gateway.',
    fault: { fault: 'stop-media', direction: 'out' },
    lasts: true,
  },
  {
    label: 'Cut media',
    hint: 'The media path dies in both directions.',
    fault: { fault: 'stop-media', direction: 'path' },
    lasts: true,
  },
  {
    label: 'Move network',
    hint: 'The media path dies; a restart of ICE finds another.',
    fault: { fault: 'stop-media', until: 'restart' },
  },
];

const TARGETS = [
  ['agent', 'the agent'],
  ['customer', 'the customer'],
  ['', 'both'],
] as const;
const SECONDS = [2, 5, 20, 60] as const;

export function showFaults(form: HTMLFormElement, said: (text: string) => void): void {
  const target = select(
    'For',
    TARGETS.map(([value, text]) => [value, text]),
  );
  const seconds = select(
    'Lasting',
    SECONDS.map((value) => [String(value), `${String(value)} s`]),
  );
  seconds.control.value = '5';
  const options = document.createElement('div');
  options.className = 'options';
  options.append(target.label, seconds.label);

  const inject = async (faults: readonly Record<string, unknown>[], text: string): Promise<void> => {
    const user = target.control.value;
    const whom = target.control.selectedOptions[0]?.textContent ?? '';
    for (const fault of faults) {
      if (!(await post({ ...fault, ...(user === '' ? {} : { user }) }))) {
        said('The gateway did not take that.');
        return;
      }
    }
    said(`${text}, for ${whom}.`);
  };

  const buttons = FAULTS.map(({ label, hint, fault, then, lasts }) =>
    button(label, hint, () => {
      const forMs = Number(seconds.control.value) * 1000;
      void inject(
        [lasts === true ? { ...fault, forMs } : fault, ...(then === undefined ? [] : [then])],
        lasts === true ? `${label} for ${seconds.control.value} s` : label,
      );
    }),
  );
  const restore = button('Restore', 'Ends every lasting fault.', () => void inject([{ fault: 'restore' }], 'Restored'));
  restore.className = 'restore';
  const grid = document.createElement('div');
  grid.className = 'buttons';
  grid.append(...buttons, restore);
  form.append(options, grid);
}

async function post(fault: Record<string, unknown>): Promise<boolean> {
  const response = await fetch('/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  }).catch(() => null);
  return response?.ok === true;
}

function button(text: string, hint: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.append(strong(text), small(hint));
  made.addEventListener('click', press);
  return made;
}

function strong(text: string): HTMLElement {
  const made = document.createElement('strong');
  made.textContent = text;
  return made;
}

function small(text: string): HTMLElement {
  const made = document.createElement('small');
  made.textContent = text;
  return made;
}

function select(
  text: string,
  choices: readonly (readonly [string, string])[],
): { label: HTMLLabelElement; control: HTMLSelectElement } {
  const control = document.createElement('select');
  control.append(...choices.map(([value, shown]) => new Option(shown, value)));
  const label = document.createElement('label');
  label.append(`${text} `, control);
  return { label, control };
}
