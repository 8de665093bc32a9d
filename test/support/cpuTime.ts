/**
 * Milliseconds of processor time that some work costs this process. Unlike the wall clock it hardly grows when the machine is
 * busy with something else, so a budget in it fails for slow code and not for a slow afternoon.
 */
export function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
