import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { fitsTextarea, fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import type { FormText } from "../input";
import type { SectionKind } from "../kind";
import { contentOf, readRevisionByNumber, readWhole } from "./contents";
import type { SectionRow } from "./sections";

/**
 * The content that a form brings for the text of an article: the editor's document, or a plain field's text put on the revision
 * that the form was drawn from, so that blocks which were left alone keep their ids. Undefined where it brings
 * neither. Throws `invalid` / `holds_more` for a text with more than a plain field can hold.
 */
export async function readFormText(
  ctx: Ctx,
  section: SectionRow,
  kind: SectionKind<Content>,
  { base, text, content }: FormText & { base: number | null },
): Promise<NonNullable<unknown> | undefined> {
  if (content !== undefined && content !== null) return content;
  if (text === undefined) return undefined;
  const stored = base === null ? null : await readRevisionByNumber(ctx.tx, section.pageId, base);
  // A number of another section of the page is none of this one.
  const own = stored?.sectionId === section.id ? await readWhole(ctx.tx, stored.id) : null;
  const before = contentOf(kind as SectionKind<unknown>, own) as Content;
  return readTyped(text, before, { hasNotes: true });
}

/**
 * What was typed into a plain field over a text: blocks that were left alone keep their ids, whole addresses of this site
 * become paths. `hasNotes`: as articles have. Throws `invalid` / `holds_more` for a text that such a field would lose something of.
 */
export function readTyped(text: string, before: Content, { hasNotes = false } = {}): Content {
  const field = { home: env().APP_URL, hasNotes };
  if (!fitsTextarea(before, field)) throw new DomainError("invalid", "holds_more");
  return fromTextarea(text, { previous: before, ...field });
}
