// @ts-check

/**
 * What a runner counted.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @param {boolean} passed @returns {Counts} a check that counts as one */
export function one(passed) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  const add = (/** @type {keyof Counts} */ key) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: add("passed"), failed: add("failed"), skipped: add("skipped") };
}

/**
 * Corrects a runner's counts: one that failed without a failed test (a file that does not load, an error
 * outside tests), or ran no tests, counts as one failure.
 * @param {Counts} counts
 * @param {number} code
 * @returns {Counts}
 */
function withRunner(counts, code) {
  const isSilentFailure = code !== 0 && counts.failed === 0;
  const isEmpty = counts.passed + counts.failed === 0;
  return isSilentFailure || isEmpty ? { ...counts, failed: counts.failed + 1 } : counts;
}

/**
 * @param {any} report vitest's JSON; undefined when it wrote none
 * @param {number} code the runner's exit code
 * @returns {Counts}
 */
export function vitestCounts(report, code) {
  const unloaded = (report?.testResults ?? []).filter(
    (/** @type {any} */ file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const counts = {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + unloaded.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
  return withRunner(counts, code);
}

/**
 * @param {any} report Playwright's JSON; undefined when it wrote none
 * @param {number} code the runner's exit code
 * @returns {Counts}
 */
export function playwrightCounts(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return withRunner({ passed: expected + flaky, failed: unexpected, skipped }, code);
}

/** @param {Counts} counts the closing line */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
