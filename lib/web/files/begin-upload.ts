import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { refusalOf, saveRefusal, startUpload, type UploadTarget } from "@/lib/files";
import { splitLocale } from "@/lib/i18n/locales";
import { WORKS } from "@/lib/page-kinds";
import { type By, transact } from "@/lib/transact";

/** A file that a browser sends. `to`: the page of the work that it is sent to; null for none. */
export interface Sent {
  name: string;
  size: number;
  to: string | null;
}

/** Starts an upload, for the work of the page it was sent to. A refusal is recorded there and thrown. */
export async function beginUpload(by: By, { name, size, to }: Sent): Promise<string> {
  try {
    const started = await transact(by, async (ctx) =>
      startUpload(ctx, { name, size, to: await findTarget(ctx, to) }),
    );
    return started.fileId;
  } catch (error) {
    await recordRefusal(by, { name, size, to }, error);
    throw error;
  }
}

/** Records an error that concerns one file, so that it is shown where the file was sent. Ignores others. */
export async function recordRefusal(by: By, { name, size, to }: Sent, error: unknown): Promise<void> {
  const refusal = refusalOf(error);
  if (refusal === null) return;
  await transact(by, async (ctx) => saveRefusal(ctx, { name, size, refusal, to: await findTarget(ctx, to) }));
}

/** Finds the work of a page. Throws `not_found` (`page`) for a page of no work: its sender would not find the file. */
async function findTarget(ctx: Ctx, to: string | null): Promise<UploadTarget | null> {
  if (to === null || to === "") return null;
  const { path } = splitLocale(to);
  for (const { files } of WORKS) {
    const target = await files?.uploadTarget(ctx, path);
    if (target) return target;
  }
  throw new DomainError("not_found", "page");
}
