import { and, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { material, materialVersion } from "@/db/schema/training";
import { materialMessage, materialRequest, materialSuggestion } from "@/db/schema/training-use";
import type { Actor } from "@/lib/core/actor";
import { authorOf, type Describe, excerptOf, type NewsKinds, newsOf } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";
import { findAmendment } from "@/lib/revisions";

const MATERIAL = { slug: material.slug, title: material.title, ownerId: material.ownerId } as const;
const PERSON = {
  handle: member.handle,
  display_name: member.displayName,
  author_state: member.state,
} as const;

type Found = { slug: string; title: string };
type More = Partial<Parameters<typeof newsOf>[0]>;

const pathOf = ({ slug }: Found) => `/training/${slug}`;
const REVIEW = "/training/review";

const personalNotice = (news: string, found: Found, more: More = {}) =>
  newsOf({ news, title: () => isolateBidi(found.title), path: pathOf(found), ...more });

/** State of one's own material. A reason is shown while it applies, "outdated" while it is. */
const describeOwnMaterial: Describe = async (reader, { kind: news, key: id }, on) => {
  const [own] = await on
    .select({
      ...MATERIAL,
      sectionId: material.sectionId,
      publishedAt: material.publishedAt,
      staleSince: material.staleSince,
      returnReason: material.returnReason,
      retractionReason: material.retractionReason,
    })
    .from(material)
    .where(
      and(eq(material.pageId, id), eq(material.ownerId, reader.id), sql`${material.state} <> 'removed'`),
    );
  if (!own || (news === "material.outdated" && own.staleSince === null)) return null;
  const edit = { path: `${pathOf(own)}/edit` };
  if (news === "material.returned") return personalNotice(news, own, { ...edit, reason: own.returnReason });
  if (news === "material.outdated") return personalNotice(news, own, edit);
  if (news === "material.published" && (await isAmended(on, reader, own)))
    return personalNotice(news, own, { path: `${pathOf(own)}/amended`, isAmended: true });
  return personalNotice(news, own, { reason: news === "material.retracted" ? own.retractionReason : null });
};

/** Whether a reviewer changed the description before publication. */
async function isAmended(
  on: Queryable,
  reader: Actor,
  { sectionId, publishedAt }: { sectionId: string; publishedAt: Date | null },
): Promise<boolean> {
  const of = { sectionId, authorIds: [reader.id], until: publishedAt };
  return (await findAmendment(on, of)) !== null;
}

/** A version of one's own material was reviewed and published. */
const describeVersion: Describe = async (reader, { key: id }, on) => {
  const [own] = await on
    .select(MATERIAL)
    .from(materialVersion)
    .innerJoin(material, eq(material.pageId, materialVersion.materialId))
    .where(and(eq(materialVersion.id, id), eq(material.ownerId, reader.id)));
  return own ? personalNotice("version.published", own, { path: `${pathOf(own)}#versions` }) : null;
};

/** A pending request for files of one's own material; or the decision on one's own request. */
const describeRequest: Describe = async (reader, { key: id }, on) => {
  const [row] = await on
    .select({
      ...MATERIAL,
      ...PERSON,
      askerId: materialRequest.memberId,
      state: materialRequest.state,
      reason: materialRequest.reason,
      decisionReason: materialRequest.decisionReason,
      endReason: materialRequest.endReason,
    })
    .from(materialRequest)
    .innerJoin(material, eq(material.pageId, materialRequest.materialId))
    .innerJoin(member, eq(member.id, materialRequest.memberId))
    .where(eq(materialRequest.id, id));
  if (!row) return null;
  if (row.askerId === reader.id) {
    if (row.state === "open") return null;
    if (row.state === "ended") return personalNotice("access.ended", row, { reason: row.endReason });
    const news = row.state === "granted" ? "access.granted" : "access.declined";
    return personalNotice(news, row, { reason: row.decisionReason });
  }
  if (row.ownerId !== reader.id || row.state !== "open") return null;
  return personalNotice("access.asked", row, {
    path: REVIEW,
    by: authorOf(row),
    quote: excerptOf(row.reason),
  });
};

/** A pending suggestion for one's own material; or the answer to one's own suggestion. */
const describeSuggestion: Describe = async (reader, { key: id }, on) => {
  const [row] = await on
    .select({
      ...MATERIAL,
      ...PERSON,
      authorId: materialSuggestion.memberId,
      state: materialSuggestion.state,
      text: materialSuggestion.text,
      answer: materialSuggestion.answer,
    })
    .from(materialSuggestion)
    .innerJoin(material, eq(material.pageId, materialSuggestion.materialId))
    .innerJoin(member, eq(member.id, materialSuggestion.memberId))
    .where(eq(materialSuggestion.id, id));
  if (!row) return null;
  if (row.authorId === reader.id) {
    if (row.state === "open") return null;
    const news = row.state === "accepted" ? "correction.accepted" : "correction.declined";
    return personalNotice(news, row, { reason: row.answer });
  }
  if (row.ownerId !== reader.id || row.state !== "open") return null;
  return personalNotice("correction.suggested", row, {
    path: REVIEW,
    by: authorOf(row),
    quote: excerptOf(row.text),
  });
};

/** The complete message to the owner, which is shown nowhere else. */
const describeMessage: Describe = async (reader, { key: id }, on) => {
  const [row] = await on
    .select({
      ...MATERIAL,
      ...PERSON,
      text: materialMessage.text,
      address: sql<string | null>`case when ${materialMessage.tellsAddress} then ${member.email} end`,
    })
    .from(materialMessage)
    .innerJoin(material, eq(material.pageId, materialMessage.materialId))
    .innerJoin(member, eq(member.id, materialMessage.memberId))
    .where(and(eq(materialMessage.id, id), eq(material.ownerId, reader.id)));
  if (!row) return null;
  return personalNotice("owner.contacted", row, {
    by: authorOf(row),
    quote: row.text,
    answerAt: row.address,
  });
};

/** Notices to owners of materials, and to members who asked something about one. */
export const TRAINING_NEWS: NewsKinds = {
  "material.published": describeOwnMaterial,
  "material.returned": describeOwnMaterial,
  "material.retracted": describeOwnMaterial,
  "material.outdated": describeOwnMaterial,
  "version.published": describeVersion,
  "access.asked": describeRequest,
  "access.decided": describeRequest,
  "access.ended": describeRequest,
  "correction.suggested": describeSuggestion,
  "correction.answered": describeSuggestion,
  "owner.contacted": describeMessage,
};
