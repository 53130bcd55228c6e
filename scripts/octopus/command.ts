import { resolve } from "node:path";
import type { z } from "zod";

/** An option of a command; with `value` (its placeholder in help) it takes a value, else it is a switch. */
export interface Option {
  value?: string;
  about: string;
}

/**
 * An operator command. `options` and `operands` define its syntax, `input` the allowed values. Keys of the
 * input are the options' names in camel case and the operands' in lower case; missing ones are absent.
 */
export interface Command<Input extends z.ZodType = z.ZodType> {
  name: string;
  about: string;
  /** Positional arguments in order, such as `FILE`. */
  operands?: string[];
  options?: Record<string, Option>;
  input: Input;
  /**
   * Whether it needs the database: the embedded one is then started before it, and stopped after it if nothing else
   * uses it.
   */
  database: boolean;
  /** Works without a schema or with another version's: it reports that itself, or migrates. */
  isForAnySchema?: boolean;
  /** Runs the command; returns the exit code, or nothing for 0. Throws `CommandError` for what its user can correct. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a command that has nothing to say returns nothing.
  run(input: z.output<Input>): Promise<number | void>;
}

/** Connects a command's input type to its work; for types only. */
export function command<Input extends z.ZodType>(definition: Command<Input>): Command<Input> {
  return definition;
}

/** Ends a command with one line for its user and exit code 1. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** Writes a line for the command's user. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * Resolves a path as its user meant it: npm runs commands in the project's folder and passes the user's in
 * INIT_CWD.
 */
export function userPath(path: string): string {
  const from = process.env.npm_lifecycle_event === "octopus" ? process.env.INIT_CWD : undefined;
  return resolve(from ?? process.cwd(), path);
}
