import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import type { OutlinePart, OutlineSheet } from "@/lib/files/outline/model";
import { contentOf, findDraftOf, readRevision, saveOwnDraft } from "@/lib/revisions";
import { cleanInline } from "@/lib/text/clean";
import { parseContent } from "@/lib/text/content";
import { type Block, type Content, SCHEMA_VERSION } from "@/lib/text/nodes";
import { kindOf } from "../kinds";
import type { LawRecord } from "../kinds/laws";
import type { SourceRecord } from "../kinds/sources";
import type { SectionKey } from "../model";
import { loadSection, type ProfileSection } from "../section-access";
import { addLaws } from "./laws";
import type { Drafted, DraftLaws, DraftText } from "./model";
import { NotedSources } from "./notes";
import { textsOf } from "./texts";

/** What the file with the choices is read as, before the transaction. */
export type ReadText = DraftText & { name: string; parts: readonly OutlinePart[] };
export type ReadLaws = DraftLaws & { name: string; rows: OutlineSheet };

/**
 * Makes drafts of sections from a document: each begins with the text that stands, followed by what was imported, so
 * that nothing is replaced. Nothing is saved for readers: the member reviews each draft and saves it. A section that
 * the member has a draft of, or may not edit, is left alone and named. Throws `not_found` for an unknown profile.
 */
export async function draftText(ctx: Ctx, input: ReadText): Promise<Drafted> {
  ctx.authorize("file.upload");
  ctx.skipAudit("drafts are their author's own");
  const outcome: Drafted = { drafted: [], kept: [], closed: [], laws: null };
  const standing = await standingSources(ctx, input.slug);
  for (const [key, blocks] of textsOf(input.parts, input.targets)) {
    const one = await findFree(ctx, input, key, outcome, input.lang);
    if (!one) continue;
    const sources = new NotedSources(standing);
    const { before, base } = await readStanding<Content>(ctx, one, key);
    const content = withBlocks(before, sources.cite(blocks));
    await keepDraft(ctx, one, { base, content, newSources: sources.added, name: input.name });
    outcome.drafted.push(key);
  }
  return outcome;
}

/** The same for the laws of a spreadsheet, which are added to those that stand (`addLaws`). */
export async function draftLaws(ctx: Ctx, input: ReadLaws): Promise<Drafted> {
  ctx.authorize("file.upload");
  ctx.skipAudit("drafts are their author's own");
  const outcome: Drafted = { drafted: [], kept: [], closed: [], laws: null };
  const sources = new NotedSources(await standingSources(ctx, input.slug));
  const one = await findFree(ctx, input, "laws", outcome);
  if (!one) return outcome;
  const { before, base } = await readStanding<{ records: LawRecord[] }>(ctx, one, "laws");
  const file = { name: input.name, maker: input.maker };
  const added = addLaws(before.records, { sheet: input.rows, columns: input.columns, file }, sources);
  outcome.laws = added.laws;
  if (added.laws.added + added.laws.extended === 0) return outcome;
  const content = { ...before, records: added.records };
  await keepDraft(ctx, one, { base, content, newSources: sources.added, name: input.name });
  outcome.drafted.push("laws");
  return outcome;
}

/** A section that the member may edit and has no draft of; names it in the outcome otherwise. */
async function findFree(
  ctx: Ctx,
  { slug }: { slug: string },
  key: SectionKey,
  outcome: Drafted,
  language?: string,
): Promise<ProfileSection | null> {
  const one = await loadSection(ctx.tx, slug, key, language);
  if (!can(ctx.actor, "section.edit", one.facts)) {
    outcome.closed.push(key);
    return null;
  }
  ctx.authorize("section.edit", one.facts);
  const own = await findDraftOf(ctx.actor?.id ?? "", one.section.id, ctx.tx);
  if (own) outcome.kept.push(key);
  return own ? null : one;
}

async function readStanding<C>(ctx: Ctx, { section }: ProfileSection, key: SectionKey) {
  const stands = await readRevision(ctx.tx, section.currentRevisionId);
  return { before: contentOf(kindOf(key), stands) as C, base: stands?.number ?? null };
}

async function standingSources(ctx: Ctx, slug: string): Promise<SourceRecord[]> {
  const { section } = await loadSection(ctx.tx, slug, "sources");
  const stands = await readRevision(ctx.tx, section.currentRevisionId);
  return (contentOf(kindOf("sources"), stands) as { records: SourceRecord[] }).records;
}

function withBlocks(before: Content, blocks: readonly Block[]): Content {
  const content = [...before.doc.content, ...blocks];
  return parseContent({ schemaVersion: SCHEMA_VERSION, doc: { type: "doc", content } });
}

interface Imported {
  base: number | null;
  content: object;
  newSources: readonly SourceRecord[];
  name: string;
}

async function keepDraft(ctx: Ctx, { section }: ProfileSection, { name, ...given }: Imported): Promise<void> {
  const summary = cleanInline(name).slice(0, 200);
  await saveOwnDraft(ctx, section, { ...given, summary, sequence: 1, force: false });
}
