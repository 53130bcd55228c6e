import { and, eq } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { contentOf, type Kinds, readRevision, type StoredRevision } from "./contents";
import type { SaveInput } from "./save";
import { type SectionRow, SOURCES } from "./sections";
import { findSourcesOf } from "./sources";

/**
 * The sources of an own edit, waiting or not accepted, that a further edit made from it still cites and that its page has
 * not: they come along with it.
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

/** The revision of sources that was saved together with another, and waits or was decided with it. */
export async function findCompanion(tx: Queryable, pending: StoredRevision): Promise<StoredRevision | null> {
  const [row] = await tx
    .select({ id: revision.id })
    .from(revision)
    .where(and(eq(revision.companionId, pending.id), eq(revision.state, pending.state)));
  return row ? readRevision(tx, row.id) : null;
}
