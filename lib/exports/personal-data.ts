import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { exportRecord, exportWaiter } from "@/db/schema/exports";
import { page } from "@/db/schema/revisions";
import type { PersonalData } from "@/lib/core/personal-data";
import { removeOldExports } from "./retention";

/** Collects the documents that a member waits for. */
export async function collectAwaited(on: Queryable, memberId: string) {
  return {
    awaitedDocuments: await on
      .select({
        of: page.slug,
        revision: exportRecord.number,
        format: exportRecord.format,
        form: exportRecord.form,
        language: exportRecord.language,
        textsIn: exportWaiter.lang,
        askedAt: exportWaiter.askedAt,
      })
      .from(exportWaiter)
      .innerJoin(exportRecord, eq(exportRecord.id, exportWaiter.exportId))
      .innerJoin(page, eq(page.id, exportRecord.pageId))
      .where(eq(exportWaiter.memberId, memberId))
      .orderBy(asc(exportWaiter.askedAt), asc(exportWaiter.exportId)),
  };
}

/** Personal data of members who wait for a document. */
export const EXPORT_DATA: PersonalData = {
  expire: removeOldExports,
  collect: collectAwaited,
  tables: [exportWaiter],
};
