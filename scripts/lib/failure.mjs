// @ts-check

/** What stops a command with one line for its user: what is wrong, and what to do about it. */
export class SetupError extends Error {
  /** @override */
  name = "SetupError";
}

/**
 * @param {unknown} error
 * @returns {string | undefined} the system's code of an error, such as ENOSPC
 */
export function errorCode(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/**
 * One line for any error. What is no `SetupError` is a fault of ours or of the machine: it keeps its own words.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof SetupError) return error.message;
  if (errorCode(error) === "ENOSPC")
    return "No space left on the disk. Free some, then run the same command again.";
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? message;
}
