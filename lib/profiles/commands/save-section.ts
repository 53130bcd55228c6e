import type { Ctx } from "@/lib/core/ctx";
import {
  readBase,
  readRevision,
  type Saved,
  type SectionRow,
  type StoredRevision,
  saveContent,
  sourcesToCarry,
  withdraw,
} from "@/lib/revisions";
import { cleanLine } from "@/lib/text/clean";
import type { SaveSection } from "../editing/model";
import { mappingsKind } from "../kinds/mappings";
import { markText } from "../mark-text";
import { refuseForeignReservations } from "../reservations";
import { publishing } from "../second-person";
import { claimLanguage, profileKinds } from "../section-access";
import { loadForEdit } from "./edit-section";
import { acceptEdited } from "./review-revision";

/** The result of a save, and its language. */
export type SavedSection = Saved & { lang: string };

/**
 * Saves a section of a profile or a translation of it as a new revision, merged with edits since `base`, and
 * new sources with it. The policy decides whether it is published at once or awaits review. It replaces the
 * member's own pending edit if made from that; with `accepts`, it accepts someone else's. The same token
 * returns the same revision again. Throws `conflict` / `edit_conflict` with base, theirs and mine if only a
 * person can merge them; `invalid` for wrong content, base or sources.
 */
export async function saveSection(ctx: Ctx, given: SaveSection): Promise<SavedSection> {
  const input = { ...given, summary: cleanLine(given.summary) };
  const one = await loadForEdit(ctx, input);
  const { section, facts } = one;
  await refuseForeign(ctx, section, input);
  if (input.lang !== undefined && !one.source) await claimLanguage(ctx.tx, one, input.lang);
  const marked = await markText(ctx, one, input);
  const isPublished = publishing(ctx, section.key, facts);
  const made = { ...input, ...marked };
  const as = { section: input.section, lang: input.lang ?? one.language };
  if (input.accepts !== undefined)
    return { ...(await acceptEdited(ctx, section, { ...made, accepts: input.accepts })), ...as };
  const known = await readBase(ctx.tx, section, input.base);
  const begun = ownUnread(ctx, known);
  const carried = begun ? await sourcesToCarry(ctx.tx, profileKinds, section, begun, input) : [];
  const newSources = [...carried, ...(input.newSources ?? [])];
  const saved = await saveContent(
    ctx,
    section,
    profileKinds,
    { ...made, newSources, known, ifHeld: "held" },
    isPublished,
  );
  // Checked again under the section's lock: the further edit replaces the first unless someone decided first.
  const still = await readRevision(ctx.tx, begun?.id ?? null);
  if (still?.state === "pending" && saved.revisionId !== still.id) await withdraw(ctx, section, still);
  return { ...saved, ...as };
}

/** Refuses findings that refer to a declaration which the country has not made on their articles. */
async function refuseForeign(ctx: Ctx, { pageId }: SectionRow, input: SaveSection): Promise<void> {
  if (input.section !== "mappings") return;
  await refuseForeignReservations(ctx.tx, pageId, mappingsKind.parse(input.content).records);
}

/** Returns the member's own unpublished edit that a text was made from, if any. */
function ownUnread(ctx: Ctx, found: StoredRevision | null): StoredRevision | null {
  const isOwn = found !== null && found.authorId === (ctx.actor?.id ?? "");
  return isOwn && found.state !== "published" && !found.isHidden ? found : null;
}
