/** Sequences that once failed, by what they show. */
import type { Sequence } from './sequence.ts';

export const REGRESSIONS: Readonly<Record<string, Sequence>> = {
  'a server that falls silent, and unregisters the phone without a word arriving': {
    seed: 1007,
    keepCall: false,
    maxAttempts: 2,
    steps: [
      ['dial 9664', 1500],
      ['dial 9196', 0],
      ['silence for 12 s', 0],
      ['gateway TIMEOUT', 8000],
    ],
  },
  'a return without a word of the call that is lost, while another begins': {
    seed: 1015,
    keepCall: true,
    maxAttempts: 10,
    steps: [
      ['dial 9664', 1500],
      ['gateway UNREGED', 100],
      ['list missing, calls lost', 300],
      ['hold', 3500],
      ['dial 9005', 2000],
      ['refuse for 5 s', 600],
    ],
  },
  'a socket that is replaced while a slow server owes the answer to a ping': {
    seed: 50077,
    keepCall: false,
    maxAttempts: 10,
    steps: [
      // The gateway pings after fifteen seconds.
      ['microphone given', 13500],
      ['slow', 2500],
      ['punt', 2000],
    ],
  },
  'a hold that the server heard, and whose answer was lost': {
    seed: 60043,
    keepCall: false,
    maxAttempts: 10,
    steps: [
      ['dial 9196', 1500],
      ['silence for 25 s', 100],
      ['path dead for 35 s', 3500],
      ['hold', 8000],
    ],
  },
  'calls that ring and that the server keeps, but does not name': {
    seed: 60048,
    keepCall: true,
    maxAttempts: 10,
    steps: [
      ['dial 9004', 0],
      ['a call comes in', 5000],
      ['list empty, calls kept', 8000],
    ],
  },
  'two calls that a page leaves behind, and that the server brings back to the next': {
    seed: 80051,
    keepCall: false,
    maxAttempts: 10,
    steps: [
      ['dial 9004', 1500],
      ['a call comes in', 0],
      ['refuse for 5 s', 2000],
      ['hang up', 1000],
      ['reload', 8000],
    ],
  },
  'a path that dies after the call was brought back, so that who offers the restart of ICE is not who offered before': {
    seed: 80092,
    keepCall: false,
    maxAttempts: 10,
    steps: [
      ['dial 9196', 1500],
      ['gateway TIMEOUT', 3500],
      ['path dead for 10 s', 8000],
      ['all is well', 8000],
    ],
  },
  'a path that is dead before the call is answered, and never comes about': {
    seed: 901049310,
    keepCall: false,
    maxAttempts: 2,
    steps: [
      ['path dead for 35 s', 600],
      ['dial 9664', 2000],
      ['unmute', 8000],
      ['microphone given', 8000],
    ],
  },
};
