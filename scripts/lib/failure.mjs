// @ts-check

/** Stops a command with one line for its user: what is wrong and what to do. */
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
 * Explains any error in one line. An error other than `SetupError` is ours or the machine's and keeps its
 * text.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof SetupError) return error.message;
  if (errorCode(error) === "ENOSPC")
    return "No space left on the disk. Free some, then run the same command again.";
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? message;
}
