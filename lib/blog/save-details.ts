import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { ensureSectionRow, insertRevisions, type SectionRow, saveContent } from "@/lib/revisions";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { sameJson } from "@/lib/text/canonical";
import type { LoadedPost } from "./access";
import { postKinds } from "./body";
import { detailsKind, readDetails } from "./details-kind";
import { DETAILS, POST_KIND } from "./model";

/**
 * Saves changed details of a published post as a revision with the note for readers. `before`: the earlier
 * details. Throws `invalid` if something changed and the note is missing.
 */
export async function upsertDetails(
  ctx: Ctx,
  loaded: LoadedPost,
  before: RecordsContent,
  given: { note: string | null; clientToken: string },
): Promise<void> {
  const after = await readDetails(ctx.tx, loaded.id);
  if (sameJson(before, after)) return;
  if (given.note === null) throw invalidFields({ note: ["required"] });
  const section = await ensureSectionRow(ctx.tx, { pageKind: POST_KIND, slug: loaded.slug, key: DETAILS });
  if (!section) throw new Error("a post went while it was saved");
  const base = section.currentRevisionId ?? (await saveFirst(ctx, loaded, section, before));
  await saveContent(
    ctx,
    section,
    postKinds,
    // Clients cannot send a token with a dot; the plain one is for the text.
    {
      base,
      content: after,
      summary: given.note,
      clientToken: `${given.clientToken}.${DETAILS}`,
      ifHeld: "passed",
    },
    true,
  );
}

/** Saves the details before the first change as a revision by the author. */
async function saveFirst(
  ctx: Ctx,
  loaded: LoadedPost,
  section: SectionRow,
  content: RecordsContent,
): Promise<string> {
  const [kept] = await insertRevisions(ctx, loaded.id, [
    {
      section,
      kind: detailsKind as unknown as Parameters<typeof insertRevisions>[2][number]["kind"],
      content,
      baseId: null,
      parent: null,
      authorId: loaded.authors[0] ?? null,
      summary: loaded.title,
      tag: "edit",
      sourceId: null,
      state: "published",
      clientToken: newId(ctx.now.getTime()),
    },
  ]);
  if (!kept) throw new Error("no revision was kept");
  return kept.id;
}
