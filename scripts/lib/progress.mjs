// @ts-check

const live = process.stdout.isTTY === true;

/** @param {number} from a time of `performance.now()` */
function seconds(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}

/**
 * Writes one line of progress.
 * @param {string} text
 */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Shows a step while it runs, and its duration. If the step returns a string, it is shown next to that. Long
 * steps show activity: every second on a terminal, every ten otherwise. On a terminal the line returns to its
 * start, so that other output overwrites it.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const from = performance.now();
  const tick = live
    ? setInterval(() => process.stdout.write(`  … ${name} ${seconds(from)}\r`), 1000)
    : setInterval(() => say(`  … ${name} ${seconds(from)}`), 10_000);
  const end = (/** @type {string} */ mark, /** @type {string} */ note) => {
    clearInterval(tick);
    say(
      `${live ? "\x1b[K" : ""}  ${mark} ${name.padEnd(10)} ${seconds(from).padStart(7)}${note ? `  ${note}` : ""}`,
    );
  };
  try {
    const result = await work();
    end("✓", typeof result === "string" ? result : "");
    return result;
  } catch (error) {
    end("✗", "");
    throw error;
  }
}
