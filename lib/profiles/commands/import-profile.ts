import { z } from "zod";
import type { Ctx } from "@/lib/core/ctx";
import { type DomainError, fieldErrorsOf, isDomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { kindOf } from "@/lib/profiles/kinds";
import { contentOf, insertContentRow, readRevision, SOURCES } from "@/lib/revisions";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { sameJson } from "@/lib/text/canonical";
import { problemsOf } from "@/lib/text/problems";
import { isSectionKey, type SectionKey } from "../model";
import { refuseForeignReservations } from "../reservations";
import { loadSection, profileKinds } from "../section-access";

/** The fields of an exported profile (`findProfileExport`) that an import reads; others are ignored. */
export const ImportedProfile = z.object({
  format: z.literal("octopus-profile/1"),
  profile: z.object({ slug: z.string().min(1).max(80) }),
  sections: z
    .array(
      z.object({
        key: z.string().refine(isSectionKey, "no section of a profile"),
        content: z.unknown(),
        /** Not empty if the text is a translation of its section; the import then refuses it. */
        translation: z.unknown().optional(),
      }),
    )
    .max(100),
});
export type ImportedProfile = z.infer<typeof ImportedProfile>;

/**
 * Outcome for a section: added, as it was unwritten; the same as the current text; different from it, which
 * is not changed; or refused, as its kind does not accept it.
 */
export type ImportOutcome = { section: string; is: "added" | "same" | "kept" | "refused"; reason?: string };

/**
 * Imports the sections of a profile that nobody has written yet, as edits by the community. Existing sections
 * are not changed, and a translation does not become a source text. Returns the outcome for each section.
 * Throws `not_found` for an unknown profile.
 */
export async function importProfile(ctx: Ctx, input: ImportedProfile): Promise<ImportOutcome[]> {
  ctx.asSystem("the operator's command");
  ctx.skipAudit("each section that is added is recorded by the engine");
  // Sources first: the other sections cite them.
  const sections = [...input.sections].sort((a, b) => Number(b.key === SOURCES) - Number(a.key === SOURCES));
  const outcomes: ImportOutcome[] = [];
  for (const { key, content, translation } of sections)
    outcomes.push(
      translation
        ? { section: key, is: "refused", reason: "translation" }
        : await importSection(ctx, input.profile.slug, key as SectionKey, content),
    );
  return outcomes;
}

async function importSection(
  ctx: Ctx,
  slug: string,
  key: SectionKey,
  given: unknown,
): Promise<ImportOutcome> {
  const { section } = await loadSection(ctx.tx, slug, key);
  const kind = kindOf(key);
  try {
    const mine = kind.parse(given);
    if (key === "mappings")
      await refuseForeignReservations(ctx.tx, section.pageId, (mine as { records: AnyRecord[] }).records);
    const stands = await readRevision(ctx.tx, section.currentRevisionId);
    if (sameJson(mine, contentOf(kind, stands))) return { section: key, is: "same" };
    if (stands) return { section: key, is: "kept" };
    await insertContentRow(ctx, {
      section,
      kinds: profileKinds,
      // Someone else wrote the section at the same time: their text stays.
      compose: (_, current) => ({ content: mine, conflicts: [], merged: false, clean: current === null }),
      base: { id: null, content: contentOf(kind, null) },
      known: null,
      citing: mine,
      newSources: [],
      ifSourceTaken: "refused",
      summary: "Imported from open data",
      clientToken: `import-${newId()}`,
      author: "none",
      tag: "import",
      sourceId: null,
      isPublished: true,
      conflictReason: "edit_conflict",
      mine,
    });
    return { section: key, is: "added" };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.code === "conflict") return { section: key, is: "kept" };
    return { section: key, is: "refused", reason: reasonOf(error as DomainError) };
  }
}

/** The path of the first error, and the rule that it breaks. */
function reasonOf(error: DomainError): string {
  const [problem] = problemsOf(error);
  if (problem) {
    const { path, field, rule } = problem;
    return [...path, ...(field && !path.includes(field) ? [field] : []), rule].join(" ");
  }
  const [field, codes] = Object.entries(fieldErrorsOf(error))[0] ?? [];
  return field ? `${field} ${codes?.join(" ")}` : error.reason;
}
