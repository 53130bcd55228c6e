// @ts-check
// Repeats the failures at the end of a run, for those who read only its last lines.

const LINES = 14;
const REPEATED = " (passed when it was repeated)";

/** @param {string} text without the colours of a terminal, no longer than is read at a glance */
function short(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins a colour.
  const lines = text.replaceAll(/\u001B\[[0-9;]*m/g, "").split("\n");
  return lines.filter((line) => line.trim() !== "" && !/^\s+at .*node_modules/.test(line)).slice(0, LINES);
}

/**
 * @param {string} title
 * @param {string[]} messages
 */
function told(title, messages) {
  return [`✗ ${title}`, ...messages.flatMap((message) => short(message).map((line) => `    ${line}`))];
}

/**
 * Extracts a command's failure: from the first error on, else its last lines.
 * @param {string} name
 * @param {string} output
 * @returns {string[]}
 */
export function commandFailures(name, output) {
  const lines = output.trimEnd().split("\n");
  const first = lines.findIndex((line) => /\bUnhandled\b|\bERROR\b|\bError:/.test(line));
  return told(name, [lines.slice(first < 0 ? -LINES : first).join("\n")]);
}

/** @param {any} one the result of a test */
function isTestFailed(one) {
  return one.status === "failed";
}

/**
 * @param {any} report vitest's JSON; undefined when it wrote none
 * @returns {string[]} a line with the name of each failed or repeated test, and below it the message of each attempt
 */
export function vitestFailures(report) {
  return (report?.testResults ?? []).flatMap((/** @type {any} */ file) => {
    const results = /** @type {any[]} */ (file.assertionResults);
    const isFailed = file.status === "failed";
    if (isFailed && !results.some(isTestFailed)) return told(file.name, [file.message ?? ""]);
    return results
      .filter((one) => isTestFailed(one) || one.failureMessages.length > 0)
      .flatMap((one) =>
        told(`${file.name} › ${one.fullName}${isTestFailed(one) ? "" : REPEATED}`, one.failureMessages),
      );
  });
}

/**
 * @param {any} report Playwright's JSON; undefined when it wrote none
 * @returns {string[]} a line with the name of each failed or repeated story, and below it the message of each attempt
 */
export function playwrightFailures(report) {
  /** @param {any} suite @param {string} path @returns {string[]} */
  const within = (suite, path) => [
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) => {
      const results = spec.tests.flatMap((/** @type {any} */ one) => one.results);
      const messages = results.flatMap((/** @type {any} */ result) =>
        (result.errors ?? []).map((/** @type {any} */ error) => error.message ?? ""),
      );
      const title = `${path} › ${spec.title}${spec.ok ? REPEATED : ""}`;
      return messages.length > 0 ? told(title, messages) : [];
    }),
    ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) => within(inner, `${path} › ${inner.title}`)),
  ];
  const errors = (report?.errors ?? []).map((/** @type {any} */ error) => error.message ?? "");
  return [
    ...(errors.length > 0 ? told("outside any story", errors) : []),
    ...(report?.suites ?? []).flatMap((/** @type {any} */ suite) => within(suite, suite.title)),
  ];
}
