import type { Group } from './item.ts';
import { calls } from './items/calls.ts';
import { connection } from './items/connection.ts';
import { endings } from './items/endings.ts';
import { extremes } from './items/extremes.ts';
import { inspector } from './items/inspector.ts';
import { microphone } from './items/microphone.ts';
import { problems } from './items/problems.ts';
import { recovery } from './items/recovery.ts';

/** Everything that there is to see, in its order. */
export const GROUPS: readonly Group[] = [
  connection,
  calls,
  recovery,
  endings,
  microphone,
  problems,
  extremes,
  inspector,
];
