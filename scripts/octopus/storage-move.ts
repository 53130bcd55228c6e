import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { moveObjects } from "@/lib/files/bytes";
import { openStore, storage } from "@/lib/storage/open";
import type { Store } from "@/lib/storage/store";
import { CommandError, command, say, userPath } from "./command";
import { readSecret } from "./read-secret";
import { sizeOf } from "./size";

export const storageMove = command({
  name: "storage:move",
  about:
    "Copies every file to another store, reads each back and compares it. Files that are already there are skipped, so you can interrupt and repeat it. Set STORAGE_URL to the new store afterwards.",
  options: {
    to: { value: "STORE", about: "a folder, or an address as in STORAGE_URL" },
    "to-stdin": {
      about: "reads that address from standard input, so that the list of processes shows no secret",
    },
    remove: { about: "removes the files here once all are copied" },
  },
  input: z
    .object({
      to: z.string().min(1).optional(),
      toStdin: z.boolean().optional(),
      remove: z.boolean().optional(),
    })
    .refine((given) => (given.to === undefined) === (given.toStdin === true), "give --to or --to-stdin"),
  database: true,
  async run({ to, remove = false }) {
    const source = await storage();
    const target = await open(to ?? (await readSecret("Store")));
    if (target.name === source.name) throw new CommandError("This is the current store.");
    let shown = 0;
    const moved = await moveObjects(target, {
      isRemoving: remove,
      onObject(done) {
        const count = done.copied + done.present;
        if (!process.stderr.isTTY || count - shown < 20) return;
        shown = count;
        process.stderr.write(`\r${count} objects, ${sizeOf(done.bytes)}`);
      },
    });
    if (shown > 0) process.stderr.write("\r");
    say(
      `${moved.copied} copied to ${target.name} (${sizeOf(moved.bytes)}), ${moved.present} were there already, ${moved.removed} removed from ${source.name}`,
    );
  },
});

async function open(address: string): Promise<Store> {
  const isAddress = /^(?:s3|file):/.test(address);
  try {
    return await openStore(isAddress ? address : pathToFileURL(resolve(userPath(address))).href);
  } catch {
    // The value may contain a secret, so it is not repeated.
    throw new CommandError(
      "This is not a store: name a folder, or s3://KEY:SECRET@HOST:PORT/BUCKET?region=&tls=",
    );
  }
}
