import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type By, transact } from "@/lib/core/transact";
import { removeFile } from "../commands/remove-file";
import { startUpload } from "../commands/start-upload";
import { Refused } from "../exchange";
import { cleanFileName, type Refusal } from "../model";
import { refusalOf } from "../refusal";
import { inspect } from "./check-file";
import { receiveBytes } from "./receive";
import { withWorkFolder } from "./work-folder";

/**
 * Takes a file that came whole, such as one in a mail, as an upload of its actor: under the same limits, and checked by the
 * same job. It is looked into before that too, so that its sender can be told at once why it is refused.
 */
export async function takeBytes(
  by: By,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<{ fileId: string } | { refusal: Refusal }> {
  try {
    const { fileId } = await transact(by, (ctx) => startUpload(ctx, { name, size: bytes.length }));
    try {
      await withWorkFolder(async (folder) => {
        const path = join(folder, "given");
        await writeFile(path, bytes, { mode: 0o600 });
        await inspect(path, cleanFileName(name));
      });
      await receiveBytes(by, fileId, 0, chunksOf(bytes));
    } catch (error) {
      await giveUp(by, [fileId]);
      throw error;
    }
    return { fileId };
  } catch (error) {
    const refusal = error instanceof Refused ? error.refusal : refusalOf(error);
    if (refusal === null) throw error;
    return { refusal };
  }
}

/** Deletes uploads that nothing used in the end. One that cannot be deleted is removed like any unused file. */
export async function giveUp(by: By, fileIds: readonly string[]): Promise<void> {
  for (const fileId of fileIds)
    await transact(by, (ctx) => removeFile(ctx, { fileId })).catch(() => undefined);
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
