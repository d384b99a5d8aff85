/** Whom the help desk knows. The numbers are those of the local gateway's dial plan. */
export interface Customer {
  readonly number: string;
  readonly name: string;
  readonly kind: string;
  readonly wants: string;
  /** How long it has been waiting. */
  readonly waits: string;
  readonly facts: Readonly<Record<string, string>>;
  /** When, and what happened; newest first. */
  readonly story: readonly (readonly [when: string, what: string])[];
}

export const CUSTOMERS: readonly Customer[] = [
  {
    number: '9664',
    name: 'Imani Okafor',
    kind: 'Customer since 2019',
    wants: 'Second invoice is wrong',
    waits: '4 min',
    facts: { Number: '9664', Plan: 'Household', Meter: 'BW-20 771', 'Pays by': 'Direct debit' },
    story: [
      ['Today', 'Wrote that March was charged twice'],
      ['12 Mar', 'Moved to paperless invoices'],
      ['2 Feb', 'Reported a leak, fixed the next day'],
    ],
  },
  {
    number: '9196',
    name: 'Tomasz Lewandowski',
    kind: 'Customer since 2023',
    wants: 'Meter reading does not go through',
    waits: '11 min',
    facts: { Number: '9196', Plan: 'Allotment', Meter: 'BW-88 102', 'Pays by': 'Invoice' },
    story: [
      ['Today', 'Sent a photograph of the meter'],
      ['9 Jan', 'New meter fitted'],
    ],
  },
  {
    number: 'customer',
    name: 'Juniper & Clay',
    kind: 'Business customer',
    wants: 'Quote for a second kitchen',
    waits: '26 min',
    facts: { Number: 'customer', Plan: 'Workshop', Meter: 'BW-41 340', 'Pays by': 'Transfer, 30 days' },
    story: [
      ['Yesterday', 'Asked for a quote on the website'],
      ['18 Feb', 'Drain inspection, no findings'],
    ],
  },
];

export const stranger = (number: string, name: string): Customer => ({
  number,
  name: name || number || 'Unknown caller',
  kind: 'Not in the books yet',
  wants: '',
  waits: '',
  facts: { Number: number || 'Withheld' },
  story: [['Now', 'Calls for the first time']],
});
