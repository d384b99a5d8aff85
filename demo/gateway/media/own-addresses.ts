/**
 * Browsers hide their addresses behind mDNS names (`<uuid>.local`) that only multicast could resolve. The gateway talks
 * to browsers of its own machine alone, so such a name stands for one of the machine's own addresses.
 */
import { networkInterfaces } from 'node:os';

const HIDDEN = /^((?:a=)?candidate:\S+ \d+ udp \d+ )[\w-]+\.local( .*)$/i;

/** The candidate line once for each IPv4 address of this machine if its address is hidden, else as it is. */
export function reveal(line: string, addresses: readonly string[] = ownAddresses()): string[] {
  const match = HIDDEN.exec(line);
  if (!match) return [line];
  return addresses.map((address) => `${match[1] ?? ''}${address}${match[2] ?? ''}`);
}

/** The description with every hidden candidate revealed; hidden TCP candidates, which nothing here uses, are dropped. */
export function revealAll(sdp: string, addresses: readonly string[] = ownAddresses()): string {
  return sdp
    .split('\r\n')
    .flatMap((line) => reveal(line, addresses))
    .filter((line) => !/^a=candidate:.*\.local /.test(line))
    .join('\r\n');
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => address);
}
