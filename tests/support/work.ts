/** Returns the processor time of some work in milliseconds: waiting for other processes is not counted. */
export function workOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
