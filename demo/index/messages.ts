/** What a seat tells the page around it, whenever something changed. */
export interface SeatMessage {
  readonly seat: string;
  readonly connection: string;
  readonly reason: string | null;
  readonly call: string | null;
  readonly media: string | null;
  readonly event: { readonly name: string; readonly text: string } | null;
}

export function isSeatMessage(value: unknown): value is SeatMessage {
  return typeof value === 'object' && value !== null && 'seat' in value && 'connection' in value;
}
