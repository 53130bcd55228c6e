import { vi } from "vitest";

/**
 * Runs before each test file. Files share the modules of their worker, since loading them anew costs a third of a run;
 * what one file may leave to the next is taken away here: the environment that it set, clocks that it stopped, and
 * what the product keeps in its process.
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

/** One of these was handed out when its module was loaded; the other is closed by who opened it. */
const STAYS = new Set(["octopus.request-context", "octopus.database"]);
for (const key of Object.getOwnPropertySymbols(globalThis)) {
  const name = Symbol.keyFor(key);
  if (name?.startsWith("octopus.") && !STAYS.has(name)) delete all[key];
}
