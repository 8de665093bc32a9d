import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { RunAs } from './postgresBinaries';

/** Where the embedded PostgreSQL keeps its things. */
export interface PostgresPlace {
  /** Our own files: password, lock, who is attached. */
  base: string;
  /** PostgreSQL's data folder, owned by `runAs`. */
  data: string;
  /** Folder of the Unix socket, owned by `runAs`; empty on Windows. */
  socketFolder: string;
  runAs: RunAs | null;
}

/** Unix socket paths are limited to 103 bytes on macOS and 107 on Linux; `/.s.PGSQL.5432.lock` comes on top. */
const LONGEST_SOCKET_FOLDER = 80;

/**
 * Choose and make the folders. PostgreSQL refuses to run as root; as root it runs as `postgres`, else `nobody`, and
 * its data must be where that user may go: when a parent of the wished folder is closed to it (a checkout under /root),
 * the data goes to `/var/lib/chatloom/<hash of the wished path>`, or to the temporary folder when that cannot be made or
 * the wished one lay there.
 * The choice depends on nothing but the path, so the next start finds the data again.
 */
export function placePostgres(wishedBase: string): PostgresPlace {
  const wished = resolve(wishedBase);
  const runAs = process.getuid?.() === 0 ? unprivilegedUser() : null;
  const base = runAs && !isReachable(dirname(wished), runAs) ? fallbackBase(wished) : wished;
  makePassable(base);
  const data = join(base, 'data');
  let socketFolder = '';
  if (process.platform !== 'win32') {
    socketFolder = join(base, 'run');
    if (Buffer.byteLength(socketFolder) > LONGEST_SOCKET_FOLDER) socketFolder = join(tmpdir(), `chatloom-${shortHash(base)}`);
    makeOwned(socketFolder, runAs);
  }
  makeOwned(data, runAs);
  return { base, data, socketFolder, runAs };
}

/** May this user pass through the folder and all its parents? Folders that do not exist yet will be made open. */
function isReachable(folder: string, user: RunAs): boolean {
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (existsSync(current)) {
      const { mode, uid, gid } = statSync(current);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (dirname(current) === current) return true;
  }
}

/** Folders made here let others pass (not look) whatever the umask says; base itself is ours, so it is opened too. */
function makePassable(base: string): void {
  const first = mkdirSync(base, { recursive: true }) ?? base;
  for (let folder = base; folder.length >= first.length; folder = dirname(folder)) {
    if (statSync(folder).uid === process.getuid?.()) chmodSync(folder, 0o711);
  }
}

function fallbackBase(wished: string): string {
  const name = shortHash(wished);
  const lasting = wished.startsWith(tmpdir()) ? join(tmpdir(), 'chatloom', name) : join('/var/lib/chatloom', name);
  try {
    makePassable(lasting);
    return lasting;
  } catch {
    return join(tmpdir(), 'chatloom', name);
  }
}

function makeOwned(folder: string, runAs: RunAs | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (runAs && statSync(folder).uid !== runAs.uid) chownSync(folder, runAs.uid, runAs.gid);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function unprivilegedUser(): RunAs {
  const users = new Map<string, RunAs>();
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    if (Number(uid) > 0) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  const chosen = users.get('postgres') ?? users.get('nobody') ?? [...users.values()][0];
  if (!chosen) throw new Error('PostgreSQL does not run as root, and /etc/passwd names no other user. Set DATABASE_URL, or start as another user.');
  return chosen;
}
