import { spawnSync } from 'node:child_process';

/** Runs a script under this Node, and ends this process if it fails. */
export function run(script: string, args: readonly string[] = []): void {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
