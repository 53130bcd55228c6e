import type { AnyRecord } from "@/lib/revisions/records-fields";
import { canonicalJson } from "@/lib/text/canonical";
import type { Content, TopBlock } from "@/lib/text/nodes";

/** A part of a section with its own author: a block of prose, or one field of a record. */
export interface Part {
  /** Stable across revisions: the block's id, or the record's id and the field's name. */
  key: string;
  /** Its content, as text to compare. */
  value: string;
}

/** Lists the parts of prose. Pure. */
export function partsOfProse(content: Content): Part[] {
  return content.doc.content.map((block) => ({
    key: (block as TopBlock).attrs.id,
    value: canonicalJson(block),
  }));
}

/** Lists the parts of records: each field with a value. Pure. */
export function partsOfRecords(records: readonly AnyRecord[]): Part[] {
  return records.flatMap(({ id, ...fields }) =>
    Object.entries(fields).flatMap(([name, value]) =>
      isSaid(value) ? [{ key: `${id}/${name}`, value: canonicalJson(value) }] : [],
    ),
  );
}

const isSaid = (value: unknown) =>
  value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);

/**
 * Finds the newest revision that changed each part of a section. Call `older` with one revision after
 * another, from the newest back, until `isDone`; then `end` returns the result.
 */
export class Authorship<R> {
  private readonly found = new Map<string, R>();
  private readonly open: Map<string, string>;

  constructor(
    current: readonly Part[],
    private newest: R,
  ) {
    this.open = new Map(current.map(({ key, value }) => [key, value]));
  }

  /** Whether every part has its revision. */
  get isDone(): boolean {
    return this.open.size === 0;
  }

  /** Compares with the next older revision: parts that differ were changed by the revision after it. */
  older(revision: R, parts: readonly Part[]): void {
    const was = new Map(parts.map(({ key, value }) => [key, value]));
    for (const [key, value] of this.open) {
      if (was.get(key) === value) continue;
      this.found.set(key, this.newest);
      this.open.delete(key);
    }
    this.newest = revision;
  }

  /**
   * Returns the revision of each part. Parts in `left` are credited to the oldest revision read, which may
   * not be their first.
   */
  end(): { found: ReadonlyMap<string, R>; left: ReadonlySet<string> } {
    const left = new Set(this.open.keys());
    for (const key of left) this.found.set(key, this.newest);
    return { found: this.found, left };
  }
}
