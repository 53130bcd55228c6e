import type { AnyRecord } from "@/lib/revisions/records-fields";
import { canonicalJson } from "@/lib/text/canonical";
import type { Content, TopBlock } from "@/lib/text/nodes";

/** A part of a section that has an author of its own: a block of prose, or one field of a record. */
export interface Part {
  /** The same through all revisions: the block's id, or the record's and the field's name. */
  key: string;
  /** As it stands, comparable. */
  value: string;
}

/** The parts of prose. Pure. */
export function partsOfProse(content: Content): Part[] {
  return content.doc.content.map((block) => ({
    key: (block as TopBlock).attrs.id,
    value: canonicalJson(block),
  }));
}

/** The parts of records: each field that says something, by record. Pure. */
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
 * Finds for each part of a section the newest revision that made it what it is, out of the section's revisions from the
 * newest back. `older` takes one revision after another until all are found; `end` says what is left: written by the
 * oldest that was looked at, or before it.
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

  /** The next older revision, with its parts: what differs in it was made by the one after. */
  older(revision: R, parts: readonly Part[]): void {
    const was = new Map(parts.map(({ key, value }) => [key, value]));
    for (const [key, value] of this.open) {
      if (was.get(key) === value) continue;
      this.found.set(key, this.newest);
      this.open.delete(key);
    }
    this.newest = revision;
  }

  /** The revision of each part; of what is left, the oldest that was looked at. */
  end(): { found: ReadonlyMap<string, R>; left: ReadonlySet<string> } {
    const left = new Set(this.open.keys());
    for (const key of left) this.found.set(key, this.newest);
    return { found: this.found, left };
  }
}
