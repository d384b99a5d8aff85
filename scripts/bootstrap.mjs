/**
 * Runs a script of the project under the project's own Node, in a clone where nothing has been installed yet:
 * `node scripts/bootstrap.mjs <script.ts> [arguments]`. Plain JavaScript without dependencies, for Node 18 and up.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const windows = process.platform === 'win32';
const projectNode = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');
/** From here on Node runs TypeScript without a flag. */
const OLDEST_FOR_TYPESCRIPT = [22, 18];

/** The packages that a lockfile lists, by folder; null if it cannot be read. */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

/** Whether node_modules is what package-lock.json asks for, by what npm noted there when it installed. */
function isInstalled() {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(modules, '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    // Optional packages for other platforms stay away.
    return present[path] ? present[path].version === version : Boolean(optional);
  });
}

function install() {
  console.log('Installing the packages that package-lock.json lists…');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  return status === 0;
}

function runs(node) {
  return existsSync(node) && spawnSync(node, ['--version']).status === 0;
}

/** The Node that runs the project: its own, or the machine's if that one is new enough; null without either. */
function findNode() {
  if (runs(projectNode)) return projectNode;
  // The package fetches its binary in an install script, which npm may have been told not to run.
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: join(modules, 'node'), stdio: 'inherit' });
  if (runs(projectNode)) return projectNode;
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_FOR_TYPESCRIPT;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor) ? process.execPath : null;
}

function fail(message) {
  console.error(message);
  // Whoever counts results by the last line gets one here too.
  if (process.env.npm_lifecycle_event === 'test') console.log('0 passed, 1 failed');
  process.exit(1);
}

if (!isInstalled() && !install()) fail('npm ci failed; its message is above. Run it again when the cause is mended.');
const node = findNode();
if (!node) fail(`Node ${OLDEST_FOR_TYPESCRIPT.join('.')} or newer is needed, and the package "node" brought none.`);

const child = spawn(node, process.argv.slice(2), {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter) },
});
// The terminal sends Ctrl-C to the child as well; this process only waits for it to end.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));
