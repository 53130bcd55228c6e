/**
 * The milliseconds of a processor that some work takes: a machine that does other things meanwhile makes it wait, and
 * waiting is not counted.
 */
export function workOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
