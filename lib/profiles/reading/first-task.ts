import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { can, type SectionFacts } from "@/lib/core/policy";
import { surenessWithin } from "@/lib/revisions/doubt";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { recordsKindOf } from "../kinds";
import { type SectionKey, sectionOf } from "../model";
import type { ProfilePage } from "./model";
import { toCheckOf } from "./to-check";
import { toDoOf } from "./to-do";

/** A task of about two minutes in a profile, for a member who has not edited before. */
export type FirstTask = {
  section: SectionKey;
  /** Whether the member's edit is published without review. */
  isPublished: boolean;
} & (
  | { is: "confirm" | "missing" | "due" }
  | {
      is: "unverified";
      /** Number of unverified facts in the section. */
      count: number;
      /** The first record that contains one. */
      record: AnyRecord;
    }
);

/**
 * Finds what a member can do first in a current profile: confirm a section that is due, if they may; else check
 * an unverified fact, write an empty section of prose, or read a section that is due again. Sections that the
 * member cannot edit, and those whose changes always need a second person, are left out. Null if nothing is open.
 */
export function firstTaskOf(page: ProfilePage, actor: Actor): FirstTask | null {
  const { missing, due } = toDoOf(page);
  const facts = (key: SectionKey): SectionFacts => ({
    country: page.head.iso2,
    protection: page.protections?.[key]?.level ?? null,
    needsSecond: sectionOf(key).needsSecond ?? false,
  });
  const isOpen = (key: SectionKey) => !facts(key).needsSecond && can(actor, "section.edit", facts(key));
  const isPublished = (section: SectionKey) => can(actor, "section.publish", facts(section));
  const plain = (is: "confirm" | "missing" | "due", section: SectionKey | undefined) =>
    section === undefined ? null : { is, section, isPublished: isPublished(section) };
  const isProse = (key: SectionKey) => sectionOf(key).family === "prose";
  return (
    plain(
      "confirm",
      due.find((key) => can(actor, "section.confirm", facts(key))),
    ) ??
    unverifiedTask(page, isOpen, isPublished) ??
    plain(
      "missing",
      missing.find((key) => isProse(key) && isOpen(key)),
    ) ??
    plain("due", due.find(isOpen))
  );
}

function unverifiedTask(
  page: ProfilePage,
  isOpen: (key: SectionKey) => boolean,
  isPublished: (key: SectionKey) => boolean,
): FirstTask | null {
  for (const { section, unverified } of toCheckOf(page)) {
    const record = unverified > 0 && isOpen(section) ? firstUnverified(page, section) : undefined;
    if (record)
      return { is: "unverified", section, count: unverified, record, isPublished: isPublished(section) };
  }
  return null;
}

function firstUnverified(page: ProfilePage, section: SectionKey): AnyRecord | undefined {
  const kind = recordsKindOf(section);
  const content = page.sections[section]?.content as { records: AnyRecord[] } | undefined;
  return content?.records.find((record) => surenessWithin(kind?.fields ?? [], record).includes("unverified"));
}

/** Finds the profile whose text was checked longest ago, for members who named no country; null if there is none. */
export async function findLongestUnchecked(on: Queryable = db()): Promise<string | null> {
  const { rows } = await on.execute<{ slug: string }>(sql`
    select p.slug from profile p
    left join (select page_id, min(checked_at) as checked from section_freshness group by page_id) f
      on f.page_id = p.page_id
    order by f.checked nulls last, p.slug limit 1`);
  return rows[0]?.slug ?? null;
}
