import { eq, inArray } from "drizzle-orm";
import { db, type Tx } from "@/db/client";
import { revision, section } from "@/db/schema/revisions";

import type { Ctx } from "@/lib/core/ctx";
import { putAll } from "@/lib/search";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { NOTE } from "./page-kind";
import { note } from "./schema";

const ownerOf = (pageId: string) => `note:${pageId}`;
const idsOf = async () => (await db().select().from(note)).map(({ pageId }) => pageId);

/** Brings what can be found of some notes to what they say. */
export async function indexNotes(tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = await tx
    .select({ pageId: note.pageId, slug: note.slug, title: note.title, content: revision.content })
    .from(note)
    .innerJoin(section, eq(section.id, note.sectionId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(inArray(note.pageId, [...ids]));
  const entryOf = ({ slug, title, content }: (typeof rows)[number]) => ({
    ...{ key: "", kind: NOTE, path: `/notes/${slug}`, title, language: "en" },
    passages: [{ text: contentText(content as Content) }],
  });
  return putAll(
    tx,
    rows.map((row) => ({ owner: ownerOf(row.pageId), entries: [entryOf(row)] })),
  );
}

export const indexNote = async (ctx: Ctx, { pageId }: { pageId: string }): Promise<void> => {
  await indexNotes(ctx.tx, [pageId]);
};

/** Notes, as `search:reindex` goes through them. */
export const SEARCHED_NOTES = {
  list: idsOf,
  index: indexNotes,
  owners: async () => (await idsOf()).map(ownerOf),
  batch: 10,
};
