import { and, eq } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { contentOf, type Kinds, readRevision, type StoredRevision } from "./contents";
import type { SaveInput } from "./save";
import { type SectionRow, SOURCES } from "./sections";
import { findSourcesOf } from "./sources";

/**
 * Collects sources of the author's earlier unaccepted edit that the new edit, based on it, still cites and
 * the page lacks. They are saved again with the new edit.
 */
export async function sourcesToCarry(
  tx: Tx,
  kinds: Kinds,
  section: SectionRow,
  replaced: StoredRevision,
  input: Pick<SaveInput, "content" | "newSources">,
): Promise<unknown[]> {
  const companion = await findCompanion(tx, replaced);
  if (!companion) return [];
  const kind = kinds(SOURCES);
  const idsOf = (content: unknown) =>
    new Set((content as { records: { id: string }[] }).records.map(({ id }) => id));
  const sources = await findSourcesOf(tx, section);
  const known = idsOf(contentOf(kind, await readRevision(tx, sources?.currentRevisionId ?? null)));
  const brought = new Set((input.newSources ?? []).map((one) => (one as { id?: string }).id));
  const cited = new Set(kinds(section.key).sources(kinds(section.key).parse(input.content)));
  return (contentOf(kind, companion) as { records: { id: string }[] }).records.filter(
    ({ id }) => cited.has(id) && !known.has(id) && !brought.has(id),
  );
}

/** Finds the revision of sources saved with another that is pending or was decided with it. */
export async function findCompanion(tx: Queryable, pending: StoredRevision): Promise<StoredRevision | null> {
  const [row] = await tx
    .select({ id: revision.id })
    .from(revision)
    .where(and(eq(revision.companionId, pending.id), eq(revision.state, pending.state)));
  return row ? readRevision(tx, row.id) : null;
}
