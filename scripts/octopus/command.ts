import { resolve } from "node:path";
import type { z } from "zod";

/** One option of a command; with `value` (the word that help shows for it) it takes one, else it is a switch. */
export interface Option {
  value?: string;
  about: string;
}

/**
 * One command of the operator. `options` and `operands` say how it is called, `input` what is allowed. The input's
 * keys are the options' names in camel case and the operands' in lower case; what was not given is absent.
 */
export interface Command<Input extends z.ZodType = z.ZodType> {
  name: string;
  about: string;
  /** What stands without a name, in order, such as `FILE`. */
  operands?: string[];
  options?: Record<string, Option>;
  input: Input;
  /** Whether it needs the database: the embedded one is then started before it and stopped after it. */
  database: boolean;
  /** Works on a database without a schema, or with that of another version: it says so itself, or brings one. */
  isForAnySchema?: boolean;
  /** Does the work; answers the exit code, or nothing for 0. Throws `CommandError` for what its user can mend. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a command that has nothing to say returns nothing.
  run(input: z.output<Input>): Promise<number | void>;
}

/** Ties a command's input to its work; the types, and nothing else. */
export function command<Input extends z.ZodType>(definition: Command<Input>): Command<Input> {
  return definition;
}

/** Ends a command with one line for its user, and exit code 1. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** Writes a line for the command's user. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A path as its user meant it: npm runs commands in the project's folder, and keeps the user's in INIT_CWD. */
export function userPath(path: string): string {
  const from = process.env.npm_lifecycle_event === "octopus" ? process.env.INIT_CWD : undefined;
  return resolve(from ?? process.cwd(), path);
}
