import { Client } from "pg";
import { afterAll, afterEach, expect } from "vitest";
import { findFaults } from "./statements";

/**
 * Runs before each file of database tests: reads every statement that a test sends to Postgres, and fails the
 * test if `findFaults` finds an error in one.
 */
const KEY = Symbol.for("octopus-tests.statements");

interface Recorder {
  seen: Set<string>;
  faults: string[];
}

const shared = globalThis as { [KEY]?: Recorder };
shared[KEY] ??= record();
const { faults } = shared[KEY];

function record(): Recorder {
  const recorder: Recorder = { seen: new Set(), faults: [] };
  const query = Client.prototype.query;
  Client.prototype.query = function (this: Client, ...given: unknown[]) {
    read(recorder, statementOf(given[0]));
    return Reflect.apply(query, this, given);
  } as typeof query;
  return recorder;
}

function statementOf(given: unknown): string {
  if (typeof given === "string") return given;
  const text = typeof given === "object" && given !== null && "text" in given ? given.text : "";
  return typeof text === "string" ? text : "";
}

function read({ seen, faults }: Recorder, statement: string): void {
  // The queue's own statements come from its library.
  if (seen.has(statement) || statement.includes("graphile_worker")) return;
  const found = findFaults(statement);
  // A statement with an error is read each time, so that a repeated test fails again.
  if (found.length === 0) seen.add(statement);
  faults.push(...found.map((fault) => `${fault}: ${statement}`));
}

const expectNone = () => expect(faults.splice(0)).toEqual([]);
afterEach(expectNone);
afterAll(expectNone);
