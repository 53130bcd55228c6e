/** Milliseconds that `reference` took on the machine for which the limits of the tests were chosen. */
const USUAL = 30;

/**
 * Returns the processor time of some work in milliseconds of a usual machine. The time of a reference computation
 * before and after the work shows how much slower this machine is now, whose cores others may share.
 */
export function workOf(work: () => unknown): number {
  const before = processorTime(reference);
  const taken = processorTime(work);
  const slowness = Math.max(before, processorTime(reference)) / USUAL;
  return taken / Math.max(1, slowness);
}

// The first runs are slower, before the code is compiled.
for (let run = 0; run < 2; run += 1) reference();

function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Splits, counts and sorts words, as the measured work does. */
function reference(): number {
  const text = Array.from({ length: 20_000 }, (_, n) => `w${(n * 7_919) % 9_973}`).join(" ");
  let seen = 0;
  for (let round = 0; round < 5; round += 1) {
    const counts = new Map<string, number>();
    for (const word of text.split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
    seen += [...counts.keys()].sort().length;
  }
  return seen;
}
