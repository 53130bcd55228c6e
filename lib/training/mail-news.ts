import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { material, materialMessage, materialRequest, materialSuggestion } from "@/db/schema/training";
import { findReader, writeTo } from "@/lib/accounts";
import { materialPath } from "./model";

/** What somebody is told of a material. `id`: of the material, or of the request, suggestion or message. */
export const MATERIAL_NEWS = [
  "returned",
  "published",
  "retracted",
  "outdated",
  "asked",
  "decided",
  "suggested",
  "answered",
  "contacted",
] as const;
export type MaterialNews = (typeof MATERIAL_NEWS)[number];

interface Told {
  memberId: string | null;
  materialId: string;
  path: (slug: string) => string;
  /** In the reader's own paragraphs: a reason, a question, an answer. */
  words: string | null;
  /** Whose words they are, where the reader is told. */
  from?: { name: string; email: string | null } | null;
}

/** Tells whom it concerns, in their language. Nobody is told who is no member any more. */
export async function mailMaterialNews(of: { id: string; news: MaterialNews }): Promise<void> {
  const told = await findTold(of);
  if (!told?.memberId) return;
  const [row] = await db()
    .select({ slug: material.slug, title: material.title })
    .from(material)
    .where(eq(material.pageId, told.materialId));
  const reader = await findReader(told.memberId, ["active"]);
  if (!row || !reader) return;
  const { t } = reader;
  const more = told.words === null ? [] : [t("mail.reason", { reason: told.words })];
  if (told.from)
    more.push(
      told.from.email
        ? t("mail.material.from", { name: told.from.name, email: told.from.email })
        : t("mail.material.fromNameless", { name: told.from.name }),
    );
  await writeTo(reader, {
    name: `material.${of.news}`,
    path: told.path(row.slug),
    values: { title: row.title },
    more,
  });
  if (of.news === "contacted")
    await db().update(materialMessage).set({ sentAt: new Date() }).where(eq(materialMessage.id, of.id));
}

const edit = (slug: string) => `${materialPath(slug)}/edit`;
const review = () => "/training/review";

async function findTold({ id, news }: { id: string; news: MaterialNews }): Promise<Told | null> {
  if (news === "asked" || news === "decided") return findRequest(id, news);
  if (news === "suggested" || news === "answered") return findSuggestion(id, news);
  if (news === "contacted") return findMessage(id);
  const [row] = await db()
    .select({
      ownerId: material.ownerId,
      returnReason: material.returnReason,
      retractionReason: material.retractionReason,
    })
    .from(material)
    .where(eq(material.pageId, id));
  if (!row) return null;
  const words = news === "returned" ? row.returnReason : news === "retracted" ? row.retractionReason : null;
  const path = news === "published" || news === "retracted" ? materialPath : edit;
  return { memberId: row.ownerId, materialId: id, path, words };
}

async function findRequest(id: string, news: "asked" | "decided"): Promise<Told | null> {
  const [row] = await db()
    .select({
      materialId: materialRequest.materialId,
      askerId: materialRequest.memberId,
      asker: member.displayName,
      ownerId: material.ownerId,
      reason: materialRequest.reason,
      decisionReason: materialRequest.decisionReason,
    })
    .from(materialRequest)
    .innerJoin(material, eq(material.pageId, materialRequest.materialId))
    .innerJoin(member, eq(member.id, materialRequest.memberId))
    .where(eq(materialRequest.id, id));
  if (!row) return null;
  const { materialId } = row;
  return news === "asked"
    ? {
        ...{ memberId: row.ownerId, materialId, path: review, words: row.reason },
        from: { name: row.asker, email: null },
      }
    : { memberId: row.askerId, materialId, path: materialPath, words: row.decisionReason };
}

async function findSuggestion(id: string, news: "suggested" | "answered"): Promise<Told | null> {
  const [row] = await db()
    .select({
      materialId: materialSuggestion.materialId,
      authorId: materialSuggestion.memberId,
      ownerId: material.ownerId,
      text: materialSuggestion.text,
      answer: materialSuggestion.answer,
    })
    .from(materialSuggestion)
    .innerJoin(material, eq(material.pageId, materialSuggestion.materialId))
    .where(eq(materialSuggestion.id, id));
  if (!row) return null;
  const { materialId } = row;
  return news === "suggested"
    ? { memberId: row.ownerId, materialId, path: review, words: row.text }
    : { memberId: row.authorId, materialId, path: materialPath, words: row.answer };
}

/** A message is sent once: a job that runs twice finds it sent. */
async function findMessage(id: string): Promise<Told | null> {
  const [row] = await db()
    .select({
      materialId: materialMessage.materialId,
      ownerId: material.ownerId,
      text: materialMessage.text,
      tellsAddress: materialMessage.tellsAddress,
      sentAt: materialMessage.sentAt,
      name: member.displayName,
      email: member.email,
    })
    .from(materialMessage)
    .innerJoin(material, eq(material.pageId, materialMessage.materialId))
    .innerJoin(member, eq(member.id, materialMessage.memberId))
    .where(eq(materialMessage.id, id));
  if (!row || row.sentAt) return null;
  const from = { name: row.name, email: row.tellsAddress ? row.email : null };
  return { memberId: row.ownerId, materialId: row.materialId, path: materialPath, words: row.text, from };
}
