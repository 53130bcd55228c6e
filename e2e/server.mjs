// @ts-check
/**
 * Starts the built product with its own seeded database and folder, and stops both at the end. Its mails go by
 * SMTP to a server in this process, which stores them for the stories.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { bundleScript } from "../scripts/lib/bundles.mjs";
import { prepareDataDir } from "../scripts/lib/data-dir.mjs";
import { acquirePostgres } from "../scripts/lib/postgres.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const port = process.env.E2E_PORT ?? "3917";
const dataDir = mkdtempSync(join(tmpdir(), "octopus-e2e-"));
prepareDataDir(dataDir);
const postgres = await acquirePostgres({ dataDir, profile: "fast" });

const mails = join(dataDir, "mail");
mkdirSync(mails, { recursive: true });
let taken = 0;
const postbox = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, done) {
    buffer(stream).then((mail) => {
      taken += 1;
      const path = join(mails, `${String(taken).padStart(6, "0")}.eml`);
      // Renamed when complete, so that no story reads half a mail.
      writeFileSync(`${path}.part`, mail);
      renameSync(`${path}.part`, path);
      done();
    }, done);
  },
});
const smtpPort = await new Promise((ready) => {
  const server = postbox.listen(0, "127.0.0.1", () => ready(/** @type {any} */ (server.address()).port));
});

const env = {
  ...process.env,
  NODE_ENV: "production",
  SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
  PORT: port,
  DATA_DIR: dataDir,
  DATABASE_URL: postgres.url,
  AUTH_SECRET: "a secret of the end-to-end tests, which signs nothing real",
  RATE_LIMITS: "off",
  LOG_LEVEL: "warn",
  // Stories read pages of a server on this machine.
  SOURCE_LOOKUP: "local",
  WEBHOOKS: "local",
  WEB_PUSH: "local",
  OCTOPUS_ROOT: root,
};
// Data with which stories reach the operator's commands and the mails.
writeFileSync(
  join(tmpdir(), `octopus-e2e-${port}.json`),
  JSON.stringify({ dataDir, databaseUrl: postgres.url }),
);

/** @type {import("node:child_process").ChildProcess[]} */
const children = [];
let isStopping = false;

async function stop(code = 0) {
  if (isStopping) return;
  isStopping = true;
  await Promise.all(
    children.map(
      (child) =>
        new Promise((done) => {
          if (child.exitCode !== null) return done(undefined);
          child.once("exit", done);
          child.kill("SIGTERM");
        }),
    ),
  );
  await new Promise((done) => postbox.close(() => done(undefined)));
  await postgres.destroy();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());

// Loading its sources one by one takes each of the browsers' processes three seconds.
await bundleScript("e2e/make-people.ts");
/**
 * Copies the database as it is now, for the stories' own sites (`e2e/own-site.ts`): nothing is connected to it yet.
 * @param {string} name
 */
async function copyDatabase(name) {
  const server = new URL(postgres.url);
  const database = server.pathname.slice(1);
  server.pathname = "/postgres";
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(`create database ${name} template ${database} strategy file_copy`);
  await client.end();
}

for (const [command, copy] of [
  ["migrate", "site_migrated"],
  ["seed", "site_seeded"],
]) {
  const run = spawnSync(process.execPath, ["dist/octopus.mjs", command], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  if (run.status !== 0) await stop(1);
  await copyDatabase(copy);
}
for (const program of ["serve", "worker"]) {
  const child = spawn(process.execPath, [`dist/${program}.mjs`], { cwd: root, env, stdio: "inherit" });
  child.once("exit", () => void stop(1));
  children.push(child);
}
