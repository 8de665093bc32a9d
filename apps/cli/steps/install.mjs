import { existsSync, readFileSync } from 'node:fs';
import { underLock } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

/** Make node_modules what package-lock.json says; does nothing (and takes some milliseconds) when it is. */
export async function install() {
  if (isInstalled()) return;
  await underLock(inRoot('.data/install.lock'), 'Another command is installing; waiting for it.', async () => {
    if (isInstalled()) return;
    console.log('Installing packages …');
    // No install scripts of packages: what the embedded PostgreSQL needs of them we do ourselves.
    // Not `npm ci`: it refuses a lock file that lacks an optional package of any platform, and a lock file made behind a
    // registry mirror lacks those the mirror does not carry. This installs what the lock file pins, and leaves it as it is.
    const args = ['install', '--no-save', '--ignore-scripts', '--include=dev', '--include=optional', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    const npm = process.env.npm_execpath;
    const { code } = npm?.endsWith('.js') ? await run(process.execPath, [npm, ...args]) : await run('npm', args, { shell: process.platform === 'win32' });
    if (code !== 0) {
      console.error('npm could not install the packages; its messages are above.');
      process.exit(1);
    }
  });
}

/**
 * npm writes what it installed into a hidden lock file as its last step. Comparing the two notices an installation
 * that was interrupted, is older than the lock file, or was made by hand. Optional packages may be absent (other platforms).
 */
function isInstalled() {
  const hidden = inRoot('node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  try {
    const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      const installed = present[path];
      if (!installed) return entry.optional === true || entry.devOptional === true || entry.peer === true;
      return installed.version === entry.version;
    });
  } catch {
    return false;
  }
}
