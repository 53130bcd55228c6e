import { parseArgs } from "node:util";
import type { Command } from "./command";

/** A wrong call of a command; exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Parses a command's call by its options and schema. Throws `UsageError` with one line. */
export function parseCall(
  command: Command,
  args: string[],
): { help: true } | { help: false; input: unknown } {
  const { values, positionals } = readArgs(command, args);
  if (values.help === true) return { help: true };
  const operands = command.operands ?? [];
  if (positionals.length > operands.length)
    throw new UsageError(`${positionals[operands.length]} is not expected`);

  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) given[camelCase(name)] = value;
  for (const [at, value] of positionals.entries()) given[(operands[at] ?? "").toLowerCase()] = value;

  const parsed = command.input.safeParse(given);
  if (parsed.success) return { help: false, input: parsed.data };
  const issue = parsed.error.issues[0];
  const key = String(issue?.path[0] ?? "");
  const name = callName(command, key);
  const wasGiven = key === "" || key in given;
  throw new UsageError(
    wasGiven ? `${name}: ${issue?.message ?? "not allowed"}`.replace(/^: /, "") : `${name} is missing`,
  );
}

function readArgs(command: Command, args: string[]) {
  const options = Object.entries(command.options ?? {}).map(
    ([name, { value }]) => [name, { type: value ? "string" : "boolean" }] as const,
  );
  try {
    return parseArgs({
      args,
      options: { ...Object.fromEntries(options), help: { type: "boolean", short: "h" } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // Node states the error first, then suggestions at length.
    const [what = "the call is not valid"] = error instanceof Error ? error.message.split(/\. |\n/) : [];
    throw new UsageError(what);
  }
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function callName(command: Command, key: string): string {
  const option = Object.keys(command.options ?? {}).find((name) => camelCase(name) === key);
  if (option) return `--${option}`;
  return (command.operands ?? []).find((name) => name.toLowerCase() === key) ?? key;
}
