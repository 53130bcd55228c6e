// @ts-check
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { SetupError } from "./failure.mjs";
import { ROOT } from "./paths.mjs";

/**
 * What the set-up itself must know before anything is installed; the rest of the variables is checked by
 * `octopus check-env`.
 * @typedef {object} Settings
 * @property {number} port
 * @property {string | undefined} host
 * @property {string} dataDir absolute
 * @property {string | undefined} databaseUrl unset: the embedded Postgres
 */

/**
 * Reads the variables of the set-up; empty counts as unset. Throws one line with the variable and the allowed
 * values, never its value.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 */
export function readSettings(env) {
  const port = env.PORT || "3000";
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new SetupError("PORT has a value that is not allowed; allowed: a whole number from 1 to 65535");
  }
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl !== undefined && databaseAddress(databaseUrl) === undefined) {
    throw new SetupError(
      "DATABASE_URL has a value that is not allowed; allowed: an address such as postgres://USER:PASSWORD@HOST:5432/NAME",
    );
  }
  return {
    port: Number(port),
    host: env.HOST || undefined,
    dataDir: env.DATA_DIR ? resolve(ROOT, env.DATA_DIR) : join(ROOT, ".data"),
    databaseUrl,
  };
}

/**
 * Parses a database's address; undefined if invalid.
 * @param {string} url
 * @returns {{ host: string, port: number, shown: string } | undefined} `shown`: for people, without the password
 */
export function databaseAddress(url) {
  try {
    const { protocol, hostname, port, username, pathname, searchParams } = new URL(url);
    if (protocol !== "postgres:" && protocol !== "postgresql:") return undefined;
    const host = hostname.replace(/^\[|\]$/g, "") || searchParams.get("host") || "localhost";
    const shown = `${protocol}//${username ? `${username}@` : ""}${hostname || host}:${port || 5432}${pathname}`;
    return { host: decodeURIComponent(host), port: Number(port || 5432), shown };
  } catch {
    return undefined;
  }
}

/**
 * Creates the error for an unreachable database, without the password.
 * @param {string} url
 * @param {string} reason
 */
export function unreachable(url, reason) {
  const shown = databaseAddress(url)?.shown ?? "the database";
  return new SetupError(
    `DATABASE_URL: cannot reach ${shown} (${reason}). Start that database or correct the address; unset, the embedded one is used.`,
  );
}

/**
 * Throws unless something listens at `DATABASE_URL`. Needs no packages, so it can run first.
 * @param {string} url
 */
export async function requireDatabasePort(url) {
  const address = databaseAddress(url);
  if (address === undefined) throw unreachable(url, "not an address");
  const place = address.host.startsWith("/")
    ? { path: `${address.host}/.s.PGSQL.${address.port}` }
    : { host: address.host, port: address.port };
  await new Promise((done, fail) => {
    const socket = connect(place);
    socket.setTimeout(5_000, () => socket.destroy(new Error("no answer within 5 seconds")));
    socket.once("connect", () => done(socket.destroy()));
    socket.once("error", (error) =>
      fail(unreachable(url, "code" in error ? String(error.code) : error.message)),
    );
  });
}

/**
 * Builds the environment of our programs: the user's, in which the variables that depend on the set-up are replaced.
 * The user's AUTH_SECRET is kept.
 * @param {Settings} settings
 * @param {{ databaseUrl: string, authSecret: string }} made
 * @returns {NodeJS.ProcessEnv}
 */
export function programEnvironment(settings, { databaseUrl, authSecret }) {
  return {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    OCTOPUS_ROOT: ROOT,
    PORT: String(settings.port),
    DATA_DIR: settings.dataDir,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: process.env.AUTH_SECRET || authSecret,
  };
}
