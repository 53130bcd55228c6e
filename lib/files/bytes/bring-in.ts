import { copyFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { file } from "@/db/schema/files";
import { newId } from "@/lib/core/id";
import { type By, transact } from "@/lib/core/transact";
import { typeOfName } from "@/lib/files/types/model";
import { fileSource } from "@/lib/storage/sources";
import { acceptFile } from "../commands/decide-file";
import { cleanFileName } from "../model";
import { inspect } from "./check-file";
import { sumOf } from "./fetch";
import { storeObject } from "./store";
import { withWorkFolder } from "./work-folder";

/**
 * Imports a file from this machine as the site's own, as the seed does: checked like an upload, but without
 * an uploader and not scanned. Returns its id; a job reads its content. Throws `Refused`.
 */
export async function bringIn(by: By, given: { path: string; name: string }): Promise<string> {
  const name = cleanFileName(given.name);
  return withWorkFolder(async (folder) => {
    const path = join(folder, "upload");
    await copyFile(given.path, path);
    const found = await inspect(path, name);
    const sha256 = await sumOf(path);
    const { size } = await stat(path);
    const fileId = newId();
    const key = await storeObject(fileId, "original", await fileSource(path, { isSpent: true }));
    await transact(
      by,
      async (ctx) => {
        await ctx.tx.insert(file).values({
          id: fileId,
          name,
          type: typeOfName(name) ?? found.type,
          size,
          received: size,
          state: "quarantined",
          createdAt: ctx.now,
          touchedAt: ctx.now,
        });
        await acceptFile(ctx, { ...found, fileId, key, sha256, isScanned: false });
      },
      { evenReadOnly: true },
    );
    return fileId;
  });
}
