import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { file, fileGrant } from "@/db/schema/files";
import type { PersonalData } from "@/lib/core/personal-data";
import { removeUnusedOf } from "./commands/remove-file";

/** Collects the files a member uploaded, and those they were granted. */
export async function collectFiles(on: Queryable, memberId: string) {
  return {
    uploads: await on
      .select({
        name: file.name,
        size: file.size,
        sha256: file.sha256,
        state: file.state,
        refusal: file.refusal,
        sentAt: file.createdAt,
        downloadAt: sql<string>`'/files/' || ${file.id}`,
      })
      .from(file)
      .where(eq(file.uploaderId, memberId))
      .orderBy(asc(file.id)),
    filesGranted: await on
      .select({ of: fileGrant.ownerKind, since: fileGrant.grantedAt })
      .from(fileGrant)
      .where(eq(fileGrant.memberId, memberId)),
  };
}

/** Data about who uploaded which file. Files in use stay after erasure. */
export const FILE_DATA: PersonalData = {
  collect: collectFiles,
  tables: [fileGrant],
  erase: removeUnusedOf,
  besides: [file.uploaderId],
};
