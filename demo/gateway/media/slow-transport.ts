/** Makes a UDP transport of werift's as late as the network is said to be. */

/** As much of werift's transport as is needed: both are properties, called anew for each datagram. */
export interface Datagrams {
  onData: (data: Buffer, from: readonly [string, number]) => void;
  send: (data: Buffer, to?: readonly [string, number]) => Promise<void>;
}

export interface Lateness {
  /** Milliseconds that a datagram from the client, or to it, is on its way. */
  in(): number;
  out(): number;
}

export function slowDown(transport: Datagrams, late: Lateness): void {
  const { onData, send } = transport;
  const arrivals = new Queue();
  const departures = new Queue();
  transport.onData = (data, from) => arrivals.pass(late.in(), () => onData(data, from));
  transport.send = (data, to) => {
    departures.pass(late.out(), () => void send(data, to).catch(() => undefined));
    return Promise.resolve();
  };
}

/** Timers that are due in the same millisecond do not keep their order; what waits here does. */
class Queue {
  private readonly waiting: (() => void)[] = [];

  pass(ms: number, deliver: () => void): void {
    if (ms < 1 && this.waiting.length === 0) {
      deliver();
      return;
    }
    this.waiting.push(deliver);
    setTimeout(() => this.waiting.shift()?.(), ms);
  }
}
