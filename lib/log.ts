import pino, { type Logger } from "pino";

const KEY = Symbol.for("octopus.log");
const shared = globalThis as { [KEY]?: Logger };

/**
 * Returns the process's log: JSON lines on standard output. Never log an address, a name, a token, a form or a query's
 * parameters: the redaction below removes only some of them.
 */
export function log(): Logger {
  shared[KEY] ??= pino({
    level: process.env.LOG_LEVEL || "info",
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "email",
        "password",
        "token",
        "ip",
        "cookie",
        "authorization",
        "*.email",
        "*.password",
        "*.token",
        "*.ip",
      ],
      remove: true,
    },
    formatters: { level: (label) => ({ level: label }) },
  });
  return shared[KEY];
}

/** Describes an error for the log: kind, code, constraint, reason and stack; never a query's parameters. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const cause = error.cause as { code?: string; constraint?: string; message?: string } | undefined;
  const own = error as { code?: string; constraint?: string };
  return {
    kind: error.name,
    code: own.code ?? cause?.code,
    constraint: own.constraint ?? cause?.constraint,
    // Drizzle puts the query and its parameters into the message; the cause says what happened.
    reason: error.message.startsWith("Failed query") ? cause?.message : error.message,
    stack: error.stack
      ?.split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 12),
  };
}
