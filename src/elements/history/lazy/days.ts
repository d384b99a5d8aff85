/** Days as people count them: by their clock, of whatever length. */

function midnight(at: number, days = 0): Date {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

/** When the day of a moment began, in epoch milliseconds. */
export const dayOf = (at: number): number => midnight(at).getTime();

/** How many days ago it was, at `now`; what is said to be yet to come counts as today. */
export function daysBetween(at: number, now: number): number {
  // A day of 23 or 25 hours is a day.
  return Math.max(0, Math.round((dayOf(now) - dayOf(at)) / 86_400_000));
}

/** When the next day begins. */
export const nextDayAt = (now: number): number => midnight(now, 1).getTime();
