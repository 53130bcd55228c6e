import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { readOutline } from "@/lib/files/bytes";
import type { ReadLaws, ReadText } from "./drafts";
import { type DraftLaws, type DraftText, IMPORT_FIELDS } from "./model";

/** Reads the document that choices are for. Throws `not_found` for a file that is not the member's own or has no text. */
export async function readText(input: DraftText, actor: Actor | null): Promise<ReadText> {
  const { name, outline } = await readOwn(input.file, actor);
  if (outline.kind !== "text") throw new DomainError("not_found", "file");
  if (input.targets.length !== outline.parts.length)
    throw invalidFields({ [IMPORT_FIELDS.part(0)]: ["choose"] });
  return { ...input, name, parts: outline.parts };
}

/** Reads the sheet that choices are for. Throws `not_found` for a file that is not the member's own or has no sheet. */
export async function readLaws(input: DraftLaws, actor: Actor | null): Promise<ReadLaws> {
  const { name, outline } = await readOwn(input.file, actor);
  const rows = outline.kind === "sheets" ? outline.sheets[input.sheet] : undefined;
  if (!rows) throw new DomainError("not_found", "file");
  return { ...input, name, rows };
}

async function readOwn(file: string, actor: Actor | null) {
  const found = actor && (await readOutline(actor, file));
  if (!found) throw new DomainError("not_found", "file");
  return found;
}
