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
 * Reads an article's content from a form: the editor's document, or a plain field's text applied to the
 * form's base revision, so that unchanged blocks keep their ids. Undefined if there is neither. Throws
 * `invalid` / `holds_more` if a plain field would lose part of the text.
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
  // The number may be of another section's revision.
  const own = stored?.sectionId === section.id ? await readWhole(ctx.tx, stored.id) : null;
  const before = contentOf(kind as SectionKind<unknown>, own) as Content;
  return readTyped(text, before, { hasNotes: true });
}

/**
 * Reads text typed into a plain field over an existing one: unchanged blocks keep their ids, and full
 * addresses of this site become paths. `hasNotes`: as in articles. Throws `invalid` / `holds_more` if the
 * field would lose part of the text.
 */
export function readTyped(text: string, before: Content, { hasNotes = false } = {}): Content {
  const field = { home: env().APP_URL, hasNotes };
  if (!fitsTextarea(before, field)) throw new DomainError("invalid", "holds_more");
  return fromTextarea(text, { previous: before, ...field });
}
