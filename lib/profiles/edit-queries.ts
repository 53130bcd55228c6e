import { and, desc, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { kindOf } from "@/lib/profiles/kinds";
import {
  contentOf,
  type Draft,
  findCompanion,
  findDraftOf,
  findOtherClaim,
  listOthers,
  type Present,
  publishedBase,
  readRevision,
  readRevisionByNumber,
  type StoredRevision,
} from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import type { SourceRecord } from "./kinds/sources";
import type { SectionKey } from "./model";
import { needsSecondInPart } from "./second-person";
import {
  findInProfile,
  findSection,
  type InLanguage,
  type ProfileNames,
  type SectionInProfile,
  type SectionView,
  viewOf,
} from "./section-queries";

/** A waiting edit, as shown to its editor. */
export interface WaitingText {
  number: number;
  createdAt: Date;
  isOwn: boolean;
  /** Whether it is no longer pending and is started again. */
  isEnded: boolean;
  summary: string;
  /** The revisions that the section has had since: from (0: none) and to. */
  moved: { from: number; to: number } | null;
  /** Who else has claimed it for review. */
  claim: { displayName: string; at: Date } | null;
}

/** Everything that an editor of a section starts from. */
export interface SectionForEdit extends SectionView {
  names: ProfileNames;
  /** The member's own saved draft, if any; null when accepting someone else's edit. */
  draft: Draft | null;
  /** The edit that is the content instead of the current text: the own pending one, one to accept or start again. */
  waiting: WaitingText | null;
  /** Whether a save is published at once. */
  isPublishedAtOnce: boolean;
  /** Whether every change of this section needs a second person. */
  needsSecond: boolean;
  /** Whether only part of its content needs one. */
  needsSecondInPart: boolean;
  /** Sources that the profile's sections can cite, for the citation picker. */
  sources: SourceRecord[];
  others: Present[];
  /** For a translation: its source now, and the source as of its last update. */
  original: { content: Content; followed: Content | null } | null;
  /** Whether the actor can mark a text as official. */
  mayVouch: boolean;
}

/**
 * Finds a section with everything its editor needs. By default the content is the member's own pending edit if
 * there is one; with `accepts`, someone else's pending edit; with `again`, an own edit that was rejected or
 * withdrawn. Throws `not_found`, also if the edit is no longer pending; `unauthenticated` or `forbidden` if the
 * actor cannot edit it, before they type anything.
 */
export async function findSectionForEdit(
  actor: Actor | null,
  slug: string,
  key: SectionKey,
  {
    lang,
    accepts,
    again,
    on = db(),
  }: InLanguage & { accepts?: number | undefined; again?: number | undefined } = {},
): Promise<SectionForEdit> {
  const found = await findInProfile(slug, key, on, lang);
  if (!found) throw new DomainError("not_found", "profile");
  const { facts, sectionId, ofSource, names } = found;
  const view = viewOf(found);
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "section.edit", facts))
    throw new DomainError("forbidden", "section_edit", { dormant: actor.dormantRoles });
  const waiting = await findWaiting(actor, found, on, { accepts, again });
  if (again !== undefined && !waiting) throw new DomainError("not_found", "revision");
  if (accepts !== undefined && (!waiting || !can(actor, "section.publish", facts)))
    throw new DomainError("not_found", "revision");
  const [draft, sources, others] = await Promise.all([
    // A draft made from another text does not belong to someone else's edit.
    sectionId && accepts === undefined ? findDraftOf(actor.id, sectionId, on) : null,
    findSection(slug, "sources", { on }),
    sectionId ? listOthers(actor.id, sectionId, new Date(), on) : [],
  ]);
  const records = (sources?.content as { records: SourceRecord[] } | undefined)?.records ?? [];
  const original = view.source && {
    content: ofSource.content as Content,
    followed: await findFollowed(view, on),
  };
  return {
    ...view,
    content: waiting?.content ?? view.content,
    names,
    draft,
    sources: [...records, ...(waiting?.sources ?? [])],
    others,
    original,
    mayVouch: can(actor, "text.vouch", facts),
    waiting: waiting?.line ?? null,
    isPublishedAtOnce: can(actor, "section.publish", facts),
    needsSecond: facts.needsSecond,
    needsSecondInPart: needsSecondInPart(key),
  };
}

async function findFollowed(
  { slug, section: key, source }: SectionView,
  on: Queryable,
): Promise<Content | null> {
  if (!source || source.follows === null) return null;
  const [own] = await on.select({ pageId: profile.pageId }).from(profile).where(eq(profile.slug, slug));
  const followed = own && (await readRevisionByNumber(on, own.pageId, source.follows));
  return followed && !followed.isHidden ? (contentOf(kindOf(key), followed) as Content) : null;
}

/**
 * Finds the member's newest pending edit of a section, or the one to accept or start again, with its new
 * sources.
 */
async function findWaiting(
  actor: Actor,
  found: SectionInProfile,
  on: Queryable,
  { accepts, again }: { accepts: number | undefined; again: number | undefined },
) {
  if (!found.sectionId) return null;
  const { country } = found.facts;
  const [row] = await on
    .select({ id: revision.id, authorId: revision.authorId, createdAt: revision.createdAt })
    .from(revision)
    .where(
      and(
        eq(revision.sectionId, found.sectionId),
        inArray(revision.state, again === undefined ? ["pending"] : ["rejected", "withdrawn"]),
        accepts === undefined ? eq(revision.authorId, actor.id) : eq(revision.number, accepts),
        again === undefined ? undefined : eq(revision.number, again),
      ),
    )
    .orderBy(desc(revision.number))
    .limit(1);
  const stored = row ? await readRevision(on, row.id) : null;
  if (!row || !stored || stored.isHidden) return null;
  const { authorId } = row;
  if (accepts !== undefined && !can(actor, "revision.review", { country, authorId })) return null;
  const companion = await findCompanion(on, stored);
  const standing = await findSection(found.slug, "sources", { on });
  const { records } = (standing?.content ?? { records: [] }) as { records: SourceRecord[] };
  const known = new Set(records.map(({ id }) => id));
  const brought = (contentOf(kindOf("sources"), companion) as { records: SourceRecord[] }).records;
  const { number, summary } = stored;
  return {
    content: contentOf(kindOf(found.section), stored),
    sources: brought.filter(({ id }) => !known.has(id)),
    line: {
      number,
      summary,
      createdAt: row.createdAt,
      isOwn: authorId === actor.id,
      isEnded: again !== undefined,
      moved: await findMove(found, stored, on),
      claim: await findOtherClaim(on, stored.id, actor.id, new Date()),
    },
  };
}

/** Returns the revisions that a section has had since an edit was started, from and to; null if none. */
async function findMove(
  { revision: current }: SectionInProfile,
  stored: StoredRevision,
  on: Queryable,
): Promise<WaitingText["moved"]> {
  const base = await publishedBase(on, await readRevision(on, stored.baseId));
  if (!current || base?.id === current.id) return null;
  return { from: base?.number ?? 0, to: current.number };
}
