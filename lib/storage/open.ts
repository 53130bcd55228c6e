import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { env } from "@/lib/env";
import { FileSystemStore } from "./file-system";
import { parseS3Address } from "./s3-address";
import type { Store } from "./store";

/**
 * Opens the store that an address names: `file:///FOLDER`, or `s3://…` as in `STORAGE_URL`. Throws when it is
 * neither; the value is never repeated, since it holds a secret.
 */
export async function openStore(address: string): Promise<Store> {
  if (address.startsWith("file:")) return new FileSystemStore(fileURLToPath(address));
  const parsed = parseS3Address(address);
  if (!parsed) throw new Error("no address of a store: file:///FOLDER or s3://KEY:SECRET@HOST:PORT/BUCKET");
  // Which Node the site runs on is decided by the site: a command's one line is not followed by ten of the library's.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  // Loaded where it is needed: it is larger than all else that a process of ours loads.
  const { S3Store } = await import("./s3");
  return new S3Store(parsed);
}

const KEY = Symbol.for("octopus.storage");
const shared = globalThis as { [KEY]?: { address: string; store: Promise<Store> } };

/** The folder of uploads while there is no `STORAGE_URL`. */
export function defaultFolder(): string {
  return join(env().DATA_DIR, "files");
}

/** The store of this site: `STORAGE_URL`, else the folder `files` under `DATA_DIR`. */
export function storage(): Promise<Store> {
  const { STORAGE_URL } = env();
  const address = STORAGE_URL ?? `folder ${defaultFolder()}`;
  if (shared[KEY]?.address !== address) {
    const store = STORAGE_URL
      ? openStore(STORAGE_URL)
      : Promise.resolve(new FileSystemStore(defaultFolder()));
    shared[KEY] = { address, store };
  }
  return shared[KEY].store;
}
