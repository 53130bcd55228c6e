// @ts-check
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { authSecret, prepareDataDir } from "../../scripts/lib/data-dir.mjs";
import { program, ROOT } from "../../scripts/lib/paths.mjs";
import { freePort } from "../../scripts/lib/port.mjs";
import { acquirePostgres } from "../../scripts/lib/postgres.mjs";
import { run, tail } from "../../scripts/lib/processes.mjs";
import { programEnvironment } from "../../scripts/lib/settings.mjs";
import { supervise } from "../../scripts/lib/supervise.mjs";

const { Client } = createRequire(import.meta.url)("pg");

/** The user's own settings that would change the measurement or connect to other services. */
const FOREIGN = [
  "APP_URL",
  "HOST",
  "SMTP_URL",
  "STORAGE_URL",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "CDN_SECONDS",
  "AUTH_SECRET",
  "DATABASE_POOL",
];

/** @typedef {{ memberId: string, handle: string, token: string, cookie: string }} Editor */

/**
 * The built product, running on data of its own as `npm run up` runs it: durable Postgres, web process, worker.
 * @typedef {object} Product
 * @property {number} port
 * @property {string} databaseUrl
 * @property {Editor[]} editors
 * @property {NodeJS.ProcessEnv} environment what its programs were started with
 * @property {Record<string, number>} processes names to numbers: web, worker, postgres
 * @property {() => Promise<void>} stop ends it and removes its data
 */

/**
 * Starts one. `load`: arguments of `bench/load-data.ts`. The build must be there.
 * @param {{ load: string[], say: (line: string) => void }} options
 * @returns {Promise<Product>}
 */
export async function startProduct({ load, say }) {
  const dataDir = mkdtempSync(join(tmpdir(), "octopus-bench-"));
  prepareDataDir(dataDir);
  const postgres = await acquirePostgres({ dataDir, profile: "durable" });
  /** @type {ReturnType<typeof supervise>[]} */
  const children = [];
  const stop = async () => {
    await Promise.all(children.map((child) => child.stop(15_000)));
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    const env = environment(dataDir, port, postgres.url);
    await command([program("octopus"), "migrate"], env);
    await command([program("octopus"), "seed"], env);
    const loaded = JSON.parse(await command(["--import", "tsx", "bench/load-data.ts", ...load], env));
    say(`loaded ${loaded.profiles} profiles and more, ${loaded.revisions} revisions in ${loaded.seconds} s`);
    /** @type {Record<string, number>} */
    const processes = { postgres: postgres.pid };
    for (const [name, file] of [
      ["web", program("serve")],
      ["worker", program("worker")],
    ]) {
      if (!name || !file) continue;
      const onStart = (/** @type {number} */ pid) => {
        processes[name] = pid;
      };
      children.push(supervise({ name: name === "web" ? "server" : name, file, env, onStart }));
    }
    await Promise.all(children.map(({ ready }) => ready));
    await jobsDone(postgres.url);
    return { port, databaseUrl: postgres.url, editors: loaded.editors, environment: env, processes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} dataDir
 * @param {number} port
 * @param {string} databaseUrl
 */
function environment(dataDir, port, databaseUrl) {
  const own = { ...process.env };
  for (const name of FOREIGN) delete own[name];
  const settings = { port, host: undefined, dataDir, databaseUrl: undefined };
  const made = programEnvironment(settings, { databaseUrl, authSecret: authSecret(dataDir) });
  for (const name of FOREIGN) if (name !== "AUTH_SECRET") delete made[name];
  // Limits exist to stop such loads, and the compared wiki has none. Nothing leaves this machine.
  return { ...own, ...made, AUTH_SECRET: authSecret(dataDir), RATE_LIMITS: "off", LOG_LEVEL: "warn" };
}

const PATIENCE = 300_000;

/**
 * Waits until the worker has finished its jobs after the start: indexing the loaded data takes a core for a
 * minute and must not be measured. Throws after five minutes.
 * @param {string} connectionString
 */
async function jobsDone(connectionString) {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(500)) {
      const { rows } = await client.query(
        "select count(*)::int as waiting from graphile_worker.jobs where run_at <= now() and attempts < max_attempts",
      );
      if (rows[0].waiting === 0) return;
    }
    throw new Error("the worker has jobs to do after five minutes");
  } finally {
    await client.end();
  }
}

/**
 * Runs a program and returns its last line. Throws with the end of its output.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function command(args, env) {
  const { code, stdout, output } = await run(process.execPath, args, { cwd: ROOT, env });
  if (code !== 0) throw new Error(`${args.join(" ")} failed:\n${tail(output)}`);
  return stdout.trim().split("\n").at(-1) ?? "";
}
