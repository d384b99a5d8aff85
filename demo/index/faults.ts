/** The panel of faults: a button each, for one phone or both, and for how long. */
interface FaultButton {
  readonly label: string;
  readonly hint: string;
  readonly fault: Record<string, unknown>;
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
  { label: 'Forget session', hint: 'Like a restarted server: calls are gone.', fault: { fault: 'forget-session' } },
  { label: 'Garbage', hint: 'Sends every kind of nonsense.', fault: { fault: 'garbage' } },
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

  const inject = async (fault: Record<string, unknown>, text: string): Promise<void> => {
    const user = target.control.value;
    const response = await fetch('/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...fault, ...(user === '' ? {} : { user }) }),
    }).catch(() => null);
    const whom = target.control.selectedOptions[0]?.textContent ?? '';
    said(response?.ok === true ? `${text}, for ${whom}.` : 'The gateway did not take that.');
  };

  const buttons = FAULTS.map(({ label, hint, fault, lasts }) =>
    button(label, hint, () => {
      const forMs = Number(seconds.control.value) * 1000;
      void inject(
        lasts === true ? { ...fault, forMs } : fault,
        lasts === true ? `${label} for ${seconds.control.value} s` : label,
      );
    }),
  );
  const restore = button('Restore', 'Ends every lasting fault.', () => void inject({ fault: 'restore' }, 'Restored'));
  restore.className = 'restore';
  const grid = document.createElement('div');
  grid.className = 'buttons';
  grid.append(...buttons, restore);
  form.append(options, grid);
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
