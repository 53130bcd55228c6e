import { afterAll, vi } from "vitest";
import { watchTables } from "@/lib/core/composed";

/**
 * Runs before each test file. Files share the modules of their worker, since reloading them costs a third of
 * a run. This resets what one file may leave to the next: environment variables, mocked clocks, and the
 * product's state in the process.
 */
const KEY = Symbol.for("octopus-tests.environment");
const all = globalThis as unknown as Record<symbol, unknown>;
const shared = globalThis as { [KEY]?: NodeJS.ProcessEnv };
shared[KEY] ??= { ...process.env };

vi.useRealTimers();
vi.unstubAllEnvs();
vi.restoreAllMocks();

for (const name of Object.keys(process.env)) if (!(name in shared[KEY])) delete process.env[name];
Object.assign(process.env, shared[KEY]);

/**
 * The first was passed on when its module was loaded, the second is the same table of routes for every file; the last is
 * closed by the test that opened it.
 */
const STAYS = new Set(["octopus.request-context", "octopus.openings", "octopus.database"]);
for (const key of Object.getOwnPropertySymbols(globalThis)) {
  const name = Symbol.keyFor(key);
  if (name?.startsWith("octopus.") && !STAYS.has(name)) delete all[key];
}

/** Tables of the product that a file changes are its own: it puts them back with `noteTables`. */
const isAsBefore = watchTables();
afterAll(() => {
  const changed = isAsBefore();
  if (changed.length > 0) throw new Error(`This test file leaves a table changed: ${changed.join(", ")}`);
});
