import { readdirSync, readFileSync } from 'node:fs';
import type { Client } from 'pg';

/** Linux counts CPU time in ticks of 10 ms. */
const TICKS_PER_SECOND = 100;

/** CPU seconds used so far by these processes. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + times(pid).own, 0) / TICKS_PER_SECOND;
}

/** Resident memory in MB of one process. */
export function residentMegabytes(pid: number): number {
  return field(pid, 'VmRSS') / 1024;
}
/** The most it ever was, MB. */
export function peakMegabytes(pid: number): number {
  return field(pid, 'VmHWM') / 1024;
}

/** The process all others of a PostgreSQL server are started by; on this machine. */
export async function postmasterOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return times(rows[0]!.pid).parent;
}

/** CPU seconds used so far by a whole PostgreSQL server, by its postmaster; those of processes that have ended (autovacuum, closed connections) are among them. */
export function databaseCpuSeconds(postmaster: number): number {
  return cpuSeconds([postmaster, ...childrenOf(postmaster)]) + times(postmaster).ofEnded / TICKS_PER_SECOND;
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) && times(Number(name)).parent === parent ? [Number(name)] : []));
}

/** Percentile of unsorted numbers; `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** By proc(5), `stat`: fields 4, 14 + 15 and 16 + 17, in ticks. A process that has ended has used nothing. */
function times(pid: number): { parent: number; own: number; ofEnded: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, ofEnded: fields[13]! + fields[14]! };
  } catch {
    return { parent: 0, own: 0, ofEnded: 0 };
  }
}

function field(pid: number, name: string): number {
  try {
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
