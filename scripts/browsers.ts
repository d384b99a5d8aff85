/** Sees to it that both browsers are there, installing them where that is possible: on Debian, as root. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { BROWSER_NAMES, findBrowser, PATH_VARIABLES } from '../test/support/find-browser.ts';
import type { BrowserName } from '../test/support/find-browser.ts';

const PACKAGES: Record<BrowserName, string> = { chromium: 'chromium', firefox: 'firefox-esr' };

const missing = () => BROWSER_NAMES.filter((name) => findBrowser(name) === null);

function aptInstall(packages: readonly string[]): void {
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...packages);
}

// Who names an executable wants that one.
const installable = missing().filter((name) => !process.env[PATH_VARIABLES[name]]);
if (installable.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  aptInstall(installable.map((name) => PACKAGES[name]));
}

const absent = missing();
for (const name of BROWSER_NAMES) console.log(`${name}: ${findBrowser(name) ?? 'not found'}`);
if (absent.length > 0) {
  const packages = absent.map((name) => PACKAGES[name]).join(' ');
  const variables = absent.map((name) => PATH_VARIABLES[name]).join(' and ');
  console.error(
    `Install what is missing (on Debian, as root: apt-get install ${packages}), or set ${variables} to it.`,
  );
  process.exitCode = 1;
}
