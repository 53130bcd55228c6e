// @ts-check
import { setTimeout as sleep } from "node:timers/promises";
import { buildAll, bundle, isBuilt } from "./build.mjs";
import { authSecret, prepareDataDir } from "./data-dir.mjs";
import { requireSpace } from "./disk.mjs";
import { explain, SetupError } from "./failure.mjs";
import { limitLog } from "./files.mjs";
import { install, isInstalled } from "./install.mjs";
import { program, ROOT } from "./paths.mjs";
import { acquirePostgres } from "./postgres.mjs";
import { endRunning, isAlive, run } from "./processes.mjs";
import { say, step } from "./progress.mjs";
import { programEnvironment, readSettings, requireDatabasePort } from "./settings.mjs";
import { supervise } from "./supervise.mjs";
import { claim, launchers } from "./up-record.mjs";

/** Longer than the 25 seconds in which server and worker finish running work. */
const DRAIN = 28_000;

/** @typedef {import("./postgres.mjs").EmbeddedPostgres} EmbeddedPostgres */

const started = {
  /** @type {Awaited<ReturnType<typeof claim>> | undefined} */
  record: undefined,
  /** @type {Promise<EmbeddedPostgres | undefined> | undefined} */
  postgres: undefined,
  /** @type {ReturnType<typeof supervise>[]} */
  children: [],
};
let stoppingSince = 0;

/** Runs the product until told to end. */
export async function up() {
  const from = performance.now();
  endWithSignals();
  try {
    const settings = readSettings(process.env);
    const env = await prepare(settings);
    await serve(env);
    const link = await commandOutput("setup-link", env);
    const address = process.env.APP_URL || `http://localhost:${settings.port}`;
    say(`\nOctopus Community is ready after ${((performance.now() - from) / 1000).toFixed(1)} s: ${address}`);
    if (link) say(`The first administrator sets a password here (one use, 24 hours): ${link}`);
    say("Ctrl-C ends it.\n");
  } catch (error) {
    // A step that failed because we are ending is not reported.
    if (stoppingSince === 0) await end(1, explain(error));
  }
}

/**
 * Does everything before serving.
 * @param {import("./settings.mjs").Settings} settings
 */
async function prepare(settings) {
  prepareDataDir(settings.dataDir);
  requireSpace(settings.dataDir, 150, "for the database");
  started.record = await claim(settings);
  if (settings.databaseUrl) await requireDatabasePort(settings.databaseUrl);
  const secret = authSecret(settings.dataDir);

  if (!isInstalled()) await step("install", install);
  await bundle();
  await commandOutput(
    "check-env",
    programEnvironment(settings, { databaseUrl: settings.databaseUrl ?? "", authSecret: secret }),
  );
  // Build and database are independent: one mainly needs the processor, the other the disk.
  const building = isBuilt() ? undefined : step("build", buildAll);
  // If the database fails first, that is reported; the build ends with this process.
  building?.catch(() => undefined);
  const env = await prepareDatabase(settings, secret);
  await building;
  return env;
}

/**
 * Starts the database, migrates and seeds it.
 * @param {import("./settings.mjs").Settings} settings
 * @param {string} authSecret
 */
async function prepareDatabase(settings, authSecret) {
  const databaseUrl =
    settings.databaseUrl ?? (await step("database", () => startPostgres(settings.dataDir))).url;
  const env = programEnvironment(settings, { databaseUrl, authSecret });
  await step("migrate", () => commandOutput("migrate", env));
  await step("seed", () => commandOutput("seed", env, "--if-empty"));
  return env;
}

/** @param {string} dataDir @returns {Promise<EmbeddedPostgres>} */
async function startPostgres(dataDir) {
  const acquiring = acquirePostgres({ dataDir, adopt: true });
  started.postgres = acquiring.catch(() => undefined);
  const postgres = await acquiring;
  void keepPostgres(postgres);
  return postgres;
}

/**
 * Restarts the embedded database if it was killed, and limits its log. Commits are preserved.
 * @param {EmbeddedPostgres} postgres
 */
async function keepPostgres(postgres) {
  for (let round = 0; ; round++) {
    await sleep(500);
    if (stoppingSince > 0) return;
    if (round % 120 === 0) limitLog(postgres.log);
    if (postgres.isRunning()) continue;
    say("  The database ended; starting it again.");
    const restarting = postgres.ensure();
    started.postgres = restarting.then(
      () => postgres,
      () => postgres,
    );
    await restarting.catch((error) => say(`  ${explain(error)}`));
  }
}

/**
 * Runs an operator command; returns the last line of its output. Throws its own error line if it fails.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 */
async function commandOutput(name, env, ...args) {
  const { code, stdout, output } = await run(process.execPath, [program("octopus"), name, ...args], {
    cwd: ROOT,
    env,
  });
  if (code !== 0) throw new SetupError(output.trim().split("\n").at(-1) || `${name} failed`);
  return stdout.trim().split("\n").at(-1) ?? "";
}

/** @param {NodeJS.ProcessEnv} env */
async function serve(env) {
  for (const name of /** @type {const} */ (["server", "worker"])) {
    const file = program(name === "server" ? "serve" : "worker");
    started.children.push(
      supervise({ name, file, env, onStart: (pid) => started.record?.started(name, pid) }),
    );
  }
  await step("serve", () => Promise.all(started.children.map(({ ready }) => ready)));
}

/** Exit when the parent dies; nobody else would stop us. Also on signals. */
function endWithSignals() {
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => void onSignal());
  const above = launchers();
  setInterval(() => !above.every(isAlive) && void onSignal(), 1_000).unref();
}

async function onSignal() {
  // Terminal and npm may both pass on one Ctrl-C; a second intended one comes later.
  if (stoppingSince > 0) {
    if (Date.now() - stoppingSince > 1_500) for (const child of started.children) child.kill();
    return;
  }
  await end(started.children.length > 0 ? 0 : 130);
}

/**
 * Ends everything that was started, the database last, then this process.
 * @param {number} code
 * @param {string} [line] what went wrong
 */
async function end(code, line) {
  stoppingSince = Date.now();
  if (line) process.stderr.write(`${line}\n`);
  else if (started.children.length > 0)
    say("  Ending, once what is under way is done. A second Ctrl-C does not wait.");
  try {
    started.record?.stopping();
    await endRunning();
    await Promise.all(started.children.map((child) => child.stop(DRAIN)));
    await (await started.postgres)?.release();
    started.record?.ended();
    if (started.children.length > 0) say("  Ended.");
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
  process.exit(code);
}
