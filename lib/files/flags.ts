import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { FlagKind } from "@/lib/flags";
import { isolateBidi } from "@/lib/notices/model";
import { findDownload } from "./queries/download-queries";

/** The kind of thing that files are for flags. */
export const FILE_FLAGS = "file";

/** Files, as flags know them: for those who may download them. A moderator blocks the content. */
export const fileFlags: FlagKind = {
  kind: FILE_FLAGS,
  at: async ({ parts: [area, id] }) =>
    area === "files" && z.uuid().safeParse(id).success ? (id ?? null) : null,
  async find(ctx, id) {
    const found = await findDownload(ctx.tx, { fileId: id, place: null, reader: ctx.actor });
    if (!found || !can(ctx.actor, "file.download", found)) throw new DomainError("not_found", "file");
    return { kind: FILE_FLAGS, id, pageId: null, authorIds: found.uploaderId ? [found.uploaderId] : [] };
  },
  async describe(reader, ids, on) {
    const found = await Promise.all(ids.map((id) => findDownload(on, { fileId: id, place: null, reader })));
    return new Map(
      found.flatMap((file) => {
        if (!file || !can(reader, "file.download", file)) return [];
        const path = file.uses[0]?.place ?? "/me/files";
        return [[file.id, { title: () => isolateBidi(file.name), path, text: null, author: null }] as const];
      }),
    );
  },
};
