import { and, eq, ne, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { material } from "@/db/schema/training";
import { materialMessage, materialRequest, materialSuggestion } from "@/db/schema/training-use";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { type AppearingKind, logOnce, logPage, notify, titledUnder, type WatchedPages } from "@/lib/notices";
import { notifyReviewers } from "@/lib/queues";
import { logEvent } from "@/lib/webhooks";
import { MATERIAL_KIND } from "./model";
import { requests, suggestions } from "./queues";
import { TRAINING_EVENT } from "./webhooks";

interface MaterialFact {
  pageId: string;
}

async function ownerOf(ctx: Ctx, pageId: string): Promise<string[]> {
  const rows = await ctx.tx
    .select({ ownerId: material.ownerId })
    .from(material)
    .where(and(eq(material.pageId, pageId), ne(material.state, "removed")));
  return rows.flatMap(({ ownerId }) => ownerId ?? []);
}

/** Notifies the owner that the material's state changed. */
export const notifyOwner =
  (kind: "material.published" | "material.returned" | "material.retracted" | "material.outdated") =>
  async (ctx: Ctx, { pageId }: MaterialFact): Promise<void> => {
    const memberIds = await ownerOf(ctx, pageId);
    const category = kind === "material.outdated" ? "review" : "decision";
    await notify(ctx, { memberIds, category, kind, key: pageId, pageId });
  };

/** Notifies the owner that a pending version was published. */
export async function notifyVersionOwner(
  ctx: Ctx,
  { pageId, versionId }: MaterialFact & { versionId: string },
): Promise<void> {
  const memberIds = await ownerOf(ctx, pageId);
  await notify(ctx, { memberIds, category: "decision", kind: "version.published", key: versionId, pageId });
}

type Reply = Pick<Parameters<typeof notify>[1], "pageId" | "kind" | "key">;
type Asked = PgTable & { id: AnyPgColumn; memberId: AnyPgColumn<{ data: string; notNull: true }> };

/** Notifies a material's owner of a question or, without an owner, the members who decide. */
async function askOwner(
  ctx: Ctx,
  queue: typeof requests,
  { pageId, ...question }: Reply & MaterialFact,
): Promise<void> {
  const memberIds = await ownerOf(ctx, pageId);
  if (memberIds.length === 0) return notifyReviewers(queue)(ctx, { pageId });
  await notify(ctx, { ...question, memberIds, category: "review", pageId });
}

/** Notifies a member of the answer to their question. */
async function answerAsker(ctx: Ctx, table: Asked, reply: Reply): Promise<void> {
  const rows = await ctx.tx
    .select({ memberId: table.memberId })
    .from(table as PgTable)
    .where(eq(table.id, reply.key));
  await notify(ctx, { ...reply, memberIds: rows.map((row) => row.memberId), category: "decision" });
}

type RequestFact = MaterialFact & { requestId: string };
type SuggestionFact = MaterialFact & { suggestionId: string };

/** Notifies the owner of a request for files. */
export const notifyOfRequest = (ctx: Ctx, { pageId, requestId: key }: RequestFact) =>
  askOwner(ctx, requests, { pageId, key, kind: "access.asked" });

/** Notifies the requester of the decision. */
export const notifyAsker = (ctx: Ctx, { pageId, requestId: key }: RequestFact) =>
  answerAsker(ctx, materialRequest, { pageId, key, kind: "access.decided" });

/** Notifies the member whose access was ended. */
export async function notifyOfEnd(
  ctx: Ctx,
  { pageId, memberId, requestId }: MaterialFact & { memberId: string; requestId: string | null },
): Promise<void> {
  if (requestId === null) return;
  const memberIds = [memberId];
  await notify(ctx, { memberIds, category: "decision", kind: "access.ended", key: requestId, pageId });
}

/** Notifies the owner of a suggested correction. */
export const notifyOfSuggestion = (ctx: Ctx, { pageId, suggestionId: key }: SuggestionFact) =>
  askOwner(ctx, suggestions, { pageId, key, kind: "correction.suggested" });

/** Notifies the author of a suggestion of the answer. */
export const notifySuggester = (ctx: Ctx, { pageId, suggestionId: key }: SuggestionFact) =>
  answerAsker(ctx, materialSuggestion, { pageId, key, kind: "correction.answered" });

/** Notifies the owner of a message about a material. */
export async function notifyContacted(
  ctx: Ctx,
  { pageId, messageId }: MaterialFact & { messageId: string },
): Promise<void> {
  const [row] = await ctx.tx
    .select({ ownerId: material.ownerId })
    .from(materialMessage)
    .innerJoin(material, eq(material.pageId, materialMessage.materialId))
    .where(eq(materialMessage.id, messageId));
  const memberIds = row?.ownerId ? [row.ownerId] : [];
  await notify(ctx, { memberIds, category: "reply", kind: "owner.contacted", key: messageId, pageId });
}

/** Logs a new version of a material. */
export async function logVersion(ctx: Ctx, fact: { pageId: string; versionId: string }): Promise<void> {
  await logOnce(ctx, { pageId: fact.pageId, kind: "version", subjectId: fact.versionId });
  await logEvent(ctx, { kind: TRAINING_EVENT.kind, subjectId: fact.versionId });
}

/** Logs changed files of a material: its new state is a version that describes the change. */
export function logFiles(ctx: Ctx, fact: { pageId: string; versionId: string }): Promise<void> {
  return logOnce(ctx, { pageId: fact.pageId, kind: "files", subjectId: fact.versionId });
}

const HAS_VERSION = subselect`exists (select 1 from material_version v where v.id = e.subject_id and v.published_at is not null)`;

/** Events of materials that notify their watchers. */
export const WATCHED_MATERIALS: WatchedPages = {
  kind: MATERIAL_KIND,
  pages: () => sql`select page_id, slug, title from material where state in ('published', 'retracted')`,
  state: sql`select m.state from material m where m.page_id = e.page_id`,
  isOwn: subselect`exists (select 1 from material o where o.page_id = w.page_id and o.owner_id = w.member_id)`,
  events: [
    {
      kind: "version",
      isThere: HAS_VERSION,
      from: sql`left join material_version v on e.kind in ('version', 'files') and v.id = e.subject_id`,
      words: sql`v.changes`,
      isInPerson: true,
    },
    { kind: "files", isThere: HAS_VERSION, isInPerson: true },
    {
      kind: "retracted",
      from: sql`left join material m on e.kind = 'retracted' and m.page_id = e.page_id`,
      words: sql`m.retraction_reason`,
      isInPerson: true,
    },
    { kind: "restored", isInPerson: true },
  ],
};

/** Logs a material's first publication. Organisations that took it back with us are told again of one that is restored. */
export async function logMaterial(
  ctx: Ctx,
  { pageId, reason }: { pageId: string; reason?: string },
): Promise<void> {
  const [row] = await ctx.tx
    .select({ topics: material.topics, articles: material.articles, countries: material.countries })
    .from(material)
    .where(eq(material.pageId, pageId));
  if (row) await logPage(ctx, MATERIAL_KIND, pageId, row);
  await logEvent(ctx, {
    kind: TRAINING_EVENT.kind,
    subjectId: pageId,
    isRepeated: reason !== undefined,
  });
}

/** Materials in notices to watchers of their subjects. */
export const APPEARING_MATERIALS: AppearingKind = {
  sorts: [MATERIAL_KIND],
  isRead: subselect`exists (select 1 from material m where m.page_id = e.page_id and m.state = 'published')`,
  isBy: (memberId) =>
    subselect`exists (select 1 from material m where m.page_id = e.page_id and m.owner_id = ${memberId})`,
  from: sql`left join material m on e.sort = 'material' and m.page_id = e.page_id`,
  about: sql`case when m.page_id is not null then jsonb_build_object('slug', m.slug, 'title', m.title) end`,
  describe: titledUnder("/training"),
};
