import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { exportRecord } from "@/db/schema/exports";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import type { FoundData } from "./profile-data";

/** Checks whether exactly these data were exported as JSON before. */
export async function isDataNoted(found: FoundData, on: Queryable = db()): Promise<boolean> {
  const [row] = await on.select({ id: exportRecord.id }).from(exportRecord).where(ofData(found));
  return row !== undefined;
}

/** Records that data of a profile are exported, so that their hash can be recognised later. Safe to run twice. */
export async function noteData(ctx: Ctx, found: FoundData): Promise<void> {
  ctx.authorize("profile.read");
  const { pageId, contentHash, data } = found;
  const size = Buffer.byteLength(found.json);
  const [noted] = await ctx.tx
    .insert(exportRecord)
    .values({
      id: newId(ctx.now.getTime()),
      ...keyOfData(found),
      state: "ready",
      progress: 100,
      sha256: contentHash,
      size,
      createdAt: ctx.now,
      readyAt: ctx.now,
      askedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning({ id: exportRecord.id });
  if (!noted) return ctx.skipAudit("these data were handed out before");
  const { slug } = data.profile;
  await ctx.record("export.made", {
    pageId,
    slug,
    number: data.revision,
    format: "json",
    form: "full",
    language: data.language,
    sha256: contentHash,
  });
}

const keyOfData = ({ pageId, contentHash, data }: FoundData) => ({
  pageId,
  number: data.revision,
  contentHash,
  format: "json" as const,
  form: "full" as const,
  language: data.language,
  maker: 0,
});

function ofData(found: FoundData) {
  const key = keyOfData(found);
  return and(
    eq(exportRecord.pageId, key.pageId),
    eq(exportRecord.number, key.number),
    eq(exportRecord.format, key.format),
    eq(exportRecord.contentHash, key.contentHash),
  );
}
