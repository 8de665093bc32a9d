import { spawn } from 'node:child_process';

/**
 * Waits until none of the processes named in `attached` lives, then stops PostgreSQL and removes everything. Arguments:
 * the folder of attachments (files named `<pid>-…`), the data folder, then what to remove. It ends by itself when the
 * folder is gone, that is when the last one left in order.
 */
const SCRIPT = `
while sleep 1; do
  [ -d "$1" ] || exit 0
  alive=no
  for file in "$1"/*; do name="\${file##*/}"; kill -0 "\${name%%-*}" 2>/dev/null && alive=yes; done
  [ "$alive" = yes ] || break
done
kill -INT "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" 2>/dev/null
sleep 3
shift 2
rm -rf "$@"
`;

/**
 * For throw-away databases: a process killed without warning (a test run that was given up) cannot clean up after
 * itself, and its PostgreSQL would live on for nobody. A small shell watches instead. Not on Windows.
 */
export function sweepAfterUs(attached: string, data: string, remove: readonly string[]): void {
  if (process.platform === 'win32') return;
  spawn('/bin/sh', ['-c', SCRIPT, 'sh', attached, data, ...remove], { detached: true, stdio: 'ignore', cwd: '/' }).unref();
}
