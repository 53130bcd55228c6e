import type { z } from "zod";
import type { Choices, Conflict, DiffResult, MergeResult, Resolution } from "./model";

/** A part of a section that is merged, attributed and watched: a block or a record. */
interface SectionBlock {
  id: string;
  /** Plain text, or the record's title. */
  text: string;
}

/**
 * Everything that the engine knows of a kind of content. Pure: no database, no clock. Declared with method
 * syntax, whose parameters are bivariant, so that every kind is a `SectionKind<unknown>`.
 */
export interface SectionKind<C> {
  /** Key of the section in addresses. */
  readonly key: string;
  readonly family: "prose" | "records";
  /** For the API's description, and for `parse`. */
  readonly schema: z.ZodType;
  /** Returns the content of an empty section. */
  empty(): C;
  /** Validates and normalizes content from outside. Throws `invalid` / `content`. */
  parse(input: unknown): C;
  /** Converts stored content of any version to the current one. Throws as `parse`. */
  lift(stored: unknown): C;
  blocks(content: C): SectionBlock[];
  /** Merges two edits of one base. */
  merge(base: C, theirs: C, mine: C): MergeResult<C>;
  /** Resolves conflicts of a merge. Throws `invalid` / `content` for invalid text by hand. */
  resolve(content: C, conflicts: readonly Conflict[], choices: Choices): Resolution<C>;
  diff(before: C, after: C): DiffResult;
  /** Returns plain text, for search and excerpts. */
  text(content: C): string;
  isEmpty(content: C): boolean;
  /** Lists ids of cited sources, in order of first use. */
  sources(content: C): string[];
}

/**
 * Undoes the change from `before` to `after` in the current content, by merging backwards. Conflicts mean
 * that later edits changed the same text, and a person must decide.
 */
export function undo<C>(kind: SectionKind<C>, current: C, before: C, after: C): MergeResult<C> {
  return kind.merge(after, current, before);
}
