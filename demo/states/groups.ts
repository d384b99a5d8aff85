import type { Group } from './item.ts';
import { assistant } from './items/assistant.ts';
import { callButton } from './items/call-button.ts';
import { callControls } from './items/call-controls.ts';
import { calls } from './items/calls.ts';
import { check } from './items/check.ts';
import { connection } from './items/connection.ts';
import { devices } from './items/devices.ts';
import { dialpad } from './items/dialpad.ts';
import { endings } from './items/endings.ts';
import { extremes } from './items/extremes.ts';
import { incomingCall } from './items/incoming-call.ts';
import { inspector } from './items/inspector.ts';
import { microphone } from './items/microphone.ts';
import { numbers } from './items/numbers.ts';
import { problems } from './items/problems.ts';
import { quality } from './items/quality.ts';
import { recovery } from './items/recovery.ts';
import { several } from './items/several.ts';

/** Everything that there is to see, in its order. */
export const GROUPS: readonly Group[] = [
  connection,
  calls,
  several,
  recovery,
  endings,
  microphone,
  quality,
  check,
  devices,
  problems,
  extremes,
  numbers,
  callButton,
  callControls,
  dialpad,
  incomingCall,
  assistant,
  inspector,
];
