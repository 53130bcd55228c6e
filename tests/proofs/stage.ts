import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { sessionCookies } from "@/lib/web/sign-in/sign-in";
import { prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { ROOT } from "@/scripts/lib/paths.mjs";
import { freePort } from "@/scripts/lib/port.mjs";
import { acquirePostgres, type EmbeddedPostgres } from "@/scripts/lib/postgres.mjs";
import { makeSession } from "../support/members";

/** A server that can be killed and started again, as `npm run up` does. */
export interface Victim {
  url: string;
  kill(): void;
  /** Starts it again. Resolves when its process runs, which may be before it responds. */
  start(): void;
  stop(): Promise<void>;
}

/** A separate durable database, and a server that uses it. */
export interface KillingGround {
  postgres: EmbeddedPostgres;
  server: Victim;
  /** Stops and removes everything. */
  close(): Promise<void>;
}

/**
 * Starts a durable Postgres in a separate folder, migrates it, and starts a server with it: the built
 * product, or the section API alone. Afterwards `db()` of this process connects to that database.
 */
export async function prepareGround(which: "built" | "bare"): Promise<KillingGround> {
  const dataDir = mkdtempSync(join(tmpdir(), "octopus-test-proof-"));
  prepareDataDir(dataDir);
  const postgres = await acquirePostgres({ dataDir, profile: "durable" });
  await closeDatabase();
  process.env.DATABASE_URL = postgres.url;
  await migrateDatabase(postgres.url, join(ROOT, "db/migrations"));
  const server = await startServer(which, { dataDir, databaseUrl: postgres.url });
  return {
    postgres,
    server,
    close: async () => {
      await server.stop();
      await closeDatabase();
      await postgres.destroy();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startServer(
  which: "built" | "bare",
  given: { dataDir: string; databaseUrl: string },
): Promise<Victim> {
  const port = await freePort();
  // The cookies are sealed in this process.
  process.env.AUTH_SECRET ??= randomBytes(32).toString("hex");
  const args = which === "built" ? ["dist/serve.mjs"] : ["--import", "tsx", "tests/proofs/http-server.ts"];
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    OCTOPUS_ROOT: ROOT,
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: given.dataDir,
    DATABASE_URL: given.databaseUrl,
    AUTH_SECRET: process.env.AUTH_SECRET,
    RATE_LIMITS: "off",
    LOG_LEVEL: "fatal",
  } as const;
  let child: ChildProcess | undefined;
  const victim: Victim = {
    url: `http://127.0.0.1:${port}`,
    start: () => {
      child = spawn(process.execPath, args, {
        cwd: ROOT,
        env,
        stdio: ["ignore", "ignore", "inherit"],
      });
    },
    kill: () => {
      child?.kill("SIGKILL");
    },
    stop: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child?.once("exit", done));
      child.kill("SIGKILL");
      await ended;
    },
  };
  victim.start();
  await answersWithin(victim.url, 60_000);
  return victim;
}

/** Waits until a server reports that it is ready. Throws after the time limit. */
async function answersWithin(url: string, milliseconds: number): Promise<void> {
  const until = Date.now() + milliseconds;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error("the server was not ready in time");
}

/** Returns the headers of a browser with a signed-in member, for this server. */
export async function signedIn(memberId: string, { server }: KillingGround): Promise<Record<string, string>> {
  const sessionId = await makeSession(memberId);
  const cookies = await sessionCookies({
    sessionId,
    deviceToken: "d".repeat(43),
    locale: "en",
    owesCharter: false,
  });
  const [cookie = ""] = cookies.map((one) => one.split(";")[0] ?? "");
  return { cookie, origin: server.url };
}
