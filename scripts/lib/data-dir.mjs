// @ts-check
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { errorCode, SetupError } from "./failure.mjs";

const SECRET = "auth-secret";

/** Checks whether this process is root, and so must drop privileges before starting Postgres. */
export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Creates a folder and its parents, one by one: Node's recursive option never ends on a file system like
 * /proc.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/**
 * Creates DATA_DIR and checks that it is writable. A folder of ours is closed to others; as root others may
 * enter it (0711), since Postgres runs as another user in it.
 * @param {string} dataDir
 */
export function prepareDataDir(dataDir) {
  try {
    makeFolder(dataDir);
    const entries = readdirSync(dataDir);
    const ours = entries.length === 0 || entries.includes(SECRET);
    const mode = isRoot() ? 0o711 : 0o700;
    if (ours && (statSync(dataDir).mode & 0o777) !== mode) chmodSync(dataDir, mode);
    const probe = join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, "", { mode: 0o600 });
    rmSync(probe);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOSPC") throw error;
    throw new SetupError(
      `DATA_DIR ${dataDir} cannot be written (${code ?? "error"}). Give this user the right to it, or set DATA_DIR to another folder.`,
    );
  }
}

/**
 * Reads the secret that signs cookies and tokens if AUTH_SECRET is not set: created once, readable by its
 * owner only.
 * @param {string} dataDir a prepared one
 * @returns {string}
 */
export function authSecret(dataDir) {
  const path = join(dataDir, SECRET);
  const draft = join(dataDir, `${SECRET}.${process.pid}.new`);
  try {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) {
      writeFileSync(draft, randomBytes(48).toString("base64url"), { mode: 0o600, flush: true });
      linkSync(draft, path);
    }
  } catch (error) {
    // Another process created it at the same moment; that one is used.
    if (errorCode(error) !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  const secret = readFileSync(path, "utf8").trim();
  if (secret.length >= 32) return secret;
  throw new SetupError(
    `${path} holds no secret of 32 characters. Restore it from a backup, or delete it: all will have to sign in again.`,
  );
}
