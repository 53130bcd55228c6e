import type { z } from "zod";
import type { Choices, Conflict, DiffResult, MergeResult, Resolution } from "./model";

/** A part of a section by which it is merged, attributed and watched: a block or a record. */
interface SectionBlock {
  id: string;
  /** Its plain text, or the title of the record. */
  text: string;
}

/**
 * What the engine needs to know of a sort of content, and all that it knows. Pure: no database, no clock. Methods are
 * declared as methods, so that any kind is a `SectionKind<unknown>` to the engine.
 */
export interface SectionKind<C> {
  /** The section's key in addresses. */
  readonly key: string;
  readonly family: "prose" | "records";
  /** For the description of the API, and for `parse`. */
  readonly schema: z.ZodType;
  /** The content of a section that nobody has written yet. */
  empty(): C;
  /** Checks content that comes from outside and gives it its one written form. Throws `invalid` / `content`. */
  parse(input: unknown): C;
  /** Reads stored content of any version as the present one. Throws as `parse`. */
  lift(stored: unknown): C;
  blocks(content: C): SectionBlock[];
  /** Puts two edits of one base together. */
  merge(base: C, theirs: C, mine: C): MergeResult<C>;
  /** Settles the conflicts of a merge. Throws `invalid` / `content` for what was written by hand. */
  resolve(content: C, conflicts: readonly Conflict[], choices: Choices): Resolution<C>;
  diff(before: C, after: C): DiffResult;
  /** Plain text, for search and excerpts. */
  text(content: C): string;
  isEmpty(content: C): boolean;
  /** Ids of the source records that the content refers to, in order of first use. */
  sources(content: C): string[];
}

/**
 * Takes back what was changed between `before` and `after`, on top of what has come since: the merge run backwards.
 * With conflicts, what has come since stands on what is to be taken back, and a person must decide.
 */
export function undo<C>(kind: SectionKind<C>, current: C, before: C, after: C): MergeResult<C> {
  return kind.merge(after, current, before);
}
