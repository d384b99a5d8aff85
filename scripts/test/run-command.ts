import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Command {
  /** Of a script, run under this Node. */
  script: string;
  args: readonly string[];
  env?: Record<string, string>;
  /** Where its output goes. */
  log: string;
  /** Milliseconds; a command that takes longer hangs and is ended. */
  limit: number;
}

export interface Outcome {
  ok: boolean;
  /** What went wrong, apart from the output: an exit code, or the time limit. */
  reason: string;
  output: string;
}

/** Runs a command to its end; with `echo`, its output is shown as it comes. */
export async function runCommand(command: Command, echo: boolean): Promise<Outcome> {
  mkdirSync(dirname(command.log), { recursive: true });
  const log = createWriteStream(command.log);
  // A process group of its own, so that browsers and servers it leaves behind can be ended with it.
  const child = spawn(process.execPath, [command.script, ...command.args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...command.env },
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    if (echo) stream.pipe(process.stdout, { end: false });
  }
  const endGroup = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nothing of the group is left.
    }
  };
  const interrupted = () => {
    endGroup();
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const overdue = new AbortController();
  const timer = setTimeout(() => {
    overdue.abort();
    endGroup();
  }, command.limit);

  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  clearTimeout(timer);
  endGroup();
  process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  await new Promise((resolve) => log.end(resolve));

  const reason = overdue.signal.aborted
    ? `not finished after ${Math.round(command.limit / 1000)} s`
    : `exit code ${code ?? 'none, it did not run to its end'}`;
  return { ok: code === 0, reason, output: readFileSync(command.log, 'utf8') };
}
