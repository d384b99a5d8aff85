/** Asks the gateway for what is really so: who is attached, and which leg a user has. */
interface Truth {
  readonly sessions: readonly { readonly user: string; readonly state: string }[];
  readonly legs: readonly { readonly user: string; readonly state: string }[];
}

const INTERVAL = 500;

export function watchTruth(tell: (user: string, truth: string) => void, users: readonly string[]): void {
  const look = async (): Promise<void> => {
    const truth = (await fetch('/truth').then(
      (response) => response.json(),
      () => null,
    )) as Truth | null;
    for (const user of users) tell(user, truth === null ? 'gateway gone' : describe(truth, user));
    setTimeout(() => void look(), INTERVAL);
  };
  void look();
}

function describe({ sessions, legs }: Truth, user: string): string {
  const session = sessions.findLast((each) => each.user === user);
  const leg = legs.findLast((each) => each.user === user && each.state !== 'destroyed');
  const attached = session?.state === 'attached' ? 'registered' : session?.state === 'detached' ? 'away' : 'unknown';
  return leg === undefined ? attached : `${attached}, ${leg.state}`;
}
