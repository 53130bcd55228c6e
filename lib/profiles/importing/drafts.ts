import type { Ctx } from "@/lib/core/ctx";
import { cleanInline } from "@/lib/text/clean";
import { parseContent } from "@/lib/text/content";
import { type Block, type Content, SCHEMA_VERSION } from "@/lib/text/nodes";
import { saveDraft } from "../commands/edit-section";
import type { SectionForEdit } from "../edit-queries";
import type { LawRecord } from "../kinds/laws";
import type { SectionKey } from "../model";
import { addLaws } from "./laws";
import type { Drafted } from "./model";
import { NotedSources } from "./notes";
import type { ReadLaws, ReadText, Start } from "./read";

/**
 * Makes drafts of sections from a document. Each starts with the text in the member's editor, followed by the
 * imported text, so that nothing is replaced. Readers see nothing: the member checks and saves each draft.
 * Sections with an existing draft, or that the member cannot edit, are skipped and listed.
 */
export async function draftText(ctx: Ctx, input: ReadText): Promise<Drafted> {
  ctx.authorize("file.upload");
  ctx.skipAudit("drafts are their author's own");
  const outcome: Drafted = { drafted: [], kept: [], closed: [], laws: null };
  for (const [key, { start, blocks }] of input.sections) {
    const found = freeOf(start, key, outcome);
    if (!found) continue;
    const sources = new NotedSources(found.sources);
    const content = withBlocks(found.content as Content, sources.cite(blocks));
    await saveImportedDraft(ctx, input, found, { content, sources });
    outcome.drafted.push(key);
  }
  return outcome;
}

/** Does the same for a spreadsheet's laws, which are added to the recorded ones (`addLaws`). */
export async function draftLaws(ctx: Ctx, input: ReadLaws): Promise<Drafted> {
  ctx.authorize("file.upload");
  ctx.skipAudit("drafts are their author's own");
  const outcome: Drafted = { drafted: [], kept: [], closed: [], laws: null };
  const found = freeOf(input.start, "laws", outcome);
  if (!found) return outcome;
  const sources = new NotedSources(found.sources);
  const before = found.content as { records: LawRecord[] };
  const file = { name: input.name, maker: input.maker };
  const { records, laws } = addLaws(
    before.records,
    { sheet: input.rows, columns: input.columns, file },
    sources,
  );
  outcome.laws = laws;
  if (laws.added + laws.extended === 0) return outcome;
  await saveImportedDraft(ctx, input, found, { content: { ...before, records }, sources });
  outcome.drafted.push("laws");
  return outcome;
}

/** Returns the start of a draft, or null with the reason in the outcome. */
function freeOf(start: Start, key: SectionKey, outcome: Drafted): SectionForEdit | null {
  if (start === "closed") outcome.closed.push(key);
  else if (start.draft) outcome.kept.push(key);
  else return start;
  return null;
}

function withBlocks(before: Content, blocks: readonly Block[]): Content {
  const content = [...before.doc.content, ...blocks];
  return parseContent({ schemaVersion: SCHEMA_VERSION, doc: { type: "doc", content } });
}

async function saveImportedDraft(
  ctx: Ctx,
  { slug, name, lang }: { slug: string; name: string; lang?: string },
  { section, waiting, revision }: SectionForEdit,
  { content, sources }: { content: object; sources: NotedSources },
): Promise<void> {
  await saveDraft(ctx, {
    slug,
    section,
    lang,
    base: waiting?.number ?? revision?.number ?? null,
    content,
    newSources: [...sources.added],
    summary: cleanInline(name).slice(0, 200),
    sequence: 1,
    force: false,
  });
}
