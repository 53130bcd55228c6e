import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { env } from "@/lib/env";
import { FileSystemStore } from "./file-system";
import { parseS3Address } from "./s3-address";
import type { Store } from "./store";

/**
 * Opens the store of an address: `file:///FOLDER`, or `s3://…` as in `STORAGE_URL`. Throws for others,
 * without repeating the value, which contains a secret.
 */
export async function openStore(address: string): Promise<Store> {
  if (address.startsWith("file:")) return new FileSystemStore(fileURLToPath(address));
  const parsed = parseS3Address(address);
  if (!parsed) throw new Error("no address of a store: file:///FOLDER or s3://KEY:SECRET@HOST:PORT/BUCKET");
  // Silences the library's warning about the Node version, which would follow every command's output.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  // Loaded only when needed: it is larger than everything else in the process.
  const { S3Store } = await import("./s3");
  return new S3Store(parsed);
}

const KEY = Symbol.for("octopus.storage");
const shared = globalThis as { [KEY]?: { address: string; store: Promise<Store> } };

/** Folder of uploads if `STORAGE_URL` is not set. */
export function defaultFolder(): string {
  return join(env().DATA_DIR, "files");
}

/** Returns the site's store: `STORAGE_URL`, else the folder `files` in `DATA_DIR`. */
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
