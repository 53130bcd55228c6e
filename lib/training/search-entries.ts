import { and, asc, eq, inArray } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { file, fileText, fileUse } from "@/db/schema/files";
import { revision, section } from "@/db/schema/revisions";
import { material, materialFile, materialVersion } from "@/db/schema/training";
import { subselect } from "@/db/subselect";
import type { Change, PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { WORK_ACCESS } from "@/lib/files";
import { countryName } from "@/lib/i18n/country-names";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { message, type Translator, translator } from "@/lib/i18n/translator";
import { listShownIds } from "@/lib/pages";
import { contentOf, contentUnless, withKnown } from "@/lib/revisions";
import { type Passage, type SearchEntry, updateAllEntries } from "@/lib/search";
import type { Content } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";
import { TLPS } from "@/lib/vocabulary/tlp";
import { isTopic } from "@/lib/vocabulary/topics";
import { descriptionKind } from "./description";
import { MATERIAL_KIND, materialPath, previewPath, TRAINERS_KIND } from "./model";
import { materialPages } from "./page-kind";
import { fileOwnerOf, ownerOf } from "./search-owner";
import { articleName } from "./words/model";

/*
 * Materials are found by everyone, like their lists; the text of their files only by those with access. The
 * two have different owners in the index, so that changing a description does not reindex the files.
 */

const inEach = (word: (t: Translator, locale: Locale) => string): Passage[] =>
  LOCALES.map((language) => ({ text: word(translator(language), language), language }));

/** Published materials with their description; `known` is one already read. */
async function listRows(on: Queryable, ids: readonly string[], known?: PublishedText) {
  const rows = await on
    .select({
      id: material.pageId,
      slug: material.slug,
      title: material.title,
      abstract: material.abstract,
      language: material.language,
      kind: material.kind,
      level: material.level,
      audiences: material.audiences,
      topics: material.topics,
      countries: material.countries,
      articles: material.articles,
      project: material.project,
      publisher: material.publisher,
      objectives: material.objectives,
      sessions: material.sessions,
      publishedAt: material.publishedAt,
      tlp: material.tlp,
      reviewedAt: material.reviewedAt,
      staleSince: material.staleSince,
      revisionId: revision.id,
      content: contentUnless(known),
    })
    .from(material)
    .innerJoin(section, eq(section.id, material.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(inArray(material.pageId, [...ids]), eq(material.state, "published")));
  return rows.map((row) => withKnown(row, known));
}
export type Row = Awaited<ReturnType<typeof listRows>>[number];

/** A material and its files have the same topics and handling label. */
function handlingOf({ topics, tlp }: Row): Pick<SearchEntry, "topics" | "handling"> {
  const handling = TLPS.find((one) => one === tlp);
  return { topics: topics.filter(isTopic), ...(handling ? { handling } : {}) };
}

/** Day it was last confirmed, unless the law it teaches has changed since. */
function checkedDayOf({ reviewedAt, staleSince }: Row): string | null {
  return staleSince === null ? (reviewedAt?.toISOString().slice(0, 10) ?? null) : null;
}

/** Makes the entry of a material from its details and its description. */
export function materialEntry(row: Row): SearchEntry {
  const { language } = row;
  const content = contentOf(
    descriptionKind,
    row.content === null ? null : { content: row.content },
  ) as Content;
  const said = (text: string): Passage => ({ text, language });
  return {
    key: "material",
    kind: "material",
    path: materialPath(row.slug),
    title: row.title,
    language,
    countries: row.countries,
    ...handlingOf(row),
    at: row.publishedAt,
    verifiedOn: checkedDayOf(row),
    context: [
      ...[row.publisher, row.project].flatMap((text) => (text ? [{ text, language: "" }] : [])),
      ...inEach((t) => message(t, `training.kind.${row.kind}`)),
      ...row.audiences.flatMap((one) => inEach((t) => message(t, `training.audience.${one}`))),
      ...row.topics.flatMap((one) => inEach((t) => message(t, `vocabulary.topic.${one}`))),
      ...row.countries.flatMap((iso2) => inEach((_t, locale) => countryName(iso2, locale))),
      ...row.articles.flatMap((one) => inEach((t) => articleName(t, one))),
    ],
    passages: [
      said(row.abstract),
      ...content.doc.content.map((block) => said(blockText(block))),
      ...row.objectives.map(said),
      ...row.sessions.flatMap(({ title, objectives }) => [said(title), said(objectives)]),
    ].filter(({ text }) => text !== ""),
  };
}

/** Available files: per language and jurisdiction those of the newest version. */
function listFiles(on: Queryable, ids: readonly string[]) {
  return on
    .select({
      materialId: materialFile.materialId,
      fileId: materialFile.fileId,
      language: materialFile.language,
      name: file.name,
      access: WORK_ACCESS,
    })
    .from(materialFile)
    .innerJoin(materialVersion, eq(materialVersion.id, materialFile.versionId))
    .innerJoin(file, and(eq(file.id, materialFile.fileId), eq(file.state, "clean"), eq(file.reading, "read")))
    .innerJoin(
      fileUse,
      and(
        eq(fileUse.fileId, materialFile.fileId),
        eq(fileUse.ownerId, materialFile.materialId),
        inArray(fileUse.ownerKind, [MATERIAL_KIND, TRAINERS_KIND]),
        eq(fileUse.isOpen, true),
      ),
    )
    .where(
      and(
        inArray(materialFile.materialId, [...ids]),
        subselect`${materialVersion.number} = (select max(v.number) from material_version v
          join material_file f on f.version_id = v.id where f.material_id = ${materialFile.materialId}
          and f.language = ${materialFile.language} and f.country = ${materialFile.country}
          and v.published_at is not null)`,
      ),
    )
    .orderBy(asc(materialFile.materialId), asc(materialFile.position));
}

type FileRow = Pick<Awaited<ReturnType<typeof listFiles>>[number], "fileId" | "language" | "name" | "access">;

/** Makes the entry of a file of a material from the text of its pages. */
export function fileEntry(
  row: Row,
  { fileId, language, name, access }: FileRow,
  pages: readonly { page: number; text: string }[],
): SearchEntry {
  return {
    key: fileId,
    kind: "file",
    path: previewPath(row.slug, fileId, access),
    title: name,
    language,
    countries: row.countries,
    ...handlingOf(row),
    audience: access,
    at: row.publishedAt,
    context: [{ text: row.title, language: row.language }],
    passages: pages
      .filter(({ text }) => text.trim() !== "")
      .map(({ page, text }) => ({ text, language, anchor: `page-${page}` })),
  };
}

async function fileEntries(on: Queryable, row: Row, files: Awaited<ReturnType<typeof listFiles>>) {
  const entries: SearchEntry[] = [];
  for (const one of files) {
    const pages = await on
      .select({ page: fileText.page, text: fileText.text })
      .from(fileText)
      .where(eq(fileText.fileId, one.fileId))
      .orderBy(asc(fileText.page));
    entries.push(fileEntry(row, one, pages));
  }
  return entries;
}

/** Updates the search entries of materials. Returns how many rows differed. */
async function indexTexts(tx: Tx, ids: readonly string[], known?: PublishedText): Promise<number> {
  const rows = await listRows(tx, ids, known);
  // Drafts are not indexed; withdrawing removes its entries itself.
  if (known && rows.length === 0) return 0;
  return updateAllEntries(
    tx,
    ids.map((id) => {
      const row = rows.find((one) => one.id === id);
      return { owner: ownerOf(id), entries: row ? [materialEntry(row)] : [] };
    }),
  );
}

/** The same for the text of their files. */
async function indexFiles(tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = await listRows(tx, ids);
  const files = rows.length === 0 ? [] : await listFiles(tx, ids);
  let changed = 0;
  for (const id of ids) {
    const row = rows.find((one) => one.id === id);
    const own = files.filter((one) => one.materialId === id);
    const entries = row ? await fileEntries(tx, row, own) : [];
    changed += await updateAllEntries(tx, [{ owner: fileOwnerOf(id), entries }]);
  }
  return changed;
}

/** Updates both, for `search:reindex`. */
export async function indexMaterials(tx: Tx, ids: readonly string[]): Promise<number> {
  return (await indexTexts(tx, ids)) + (await indexFiles(tx, ids));
}

/** Updates a material's search entries after each change. */
export async function indexMaterial(ctx: Ctx, fact: { pageId: string }): Promise<void> {
  await indexMaterials(ctx.tx, [fact.pageId]);
}

/** Updates a description's search entries after each revision. */
export async function indexDescription(ctx: Ctx, fact: { pageId: string; current: Change }): Promise<void> {
  await indexTexts(ctx.tx, [fact.pageId], fact.current.after);
}

/** Updates a file's entries once its text is read, and removes them with the file. */
export async function indexFileOfMaterials(ctx: Ctx, fact: { fileId: string }): Promise<void> {
  const rows = await ctx.tx
    .selectDistinct({ id: materialFile.materialId })
    .from(materialFile)
    .where(eq(materialFile.fileId, fact.fileId));
  if (rows.length > 0)
    await indexFiles(
      ctx.tx,
      rows.map((row) => row.id),
    );
}

/** Lists the ids of all indexed materials, in a fixed order. */
export const listMaterialIds = () => listShownIds(materialPages);

/** Lists all owners of search entries for training materials: the materials themselves and their files. */
export async function listMaterialOwners(): Promise<string[]> {
  return (await listMaterialIds()).flatMap((id) => [ownerOf(id), fileOwnerOf(id)]);
}
