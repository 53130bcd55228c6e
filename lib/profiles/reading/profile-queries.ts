import { asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile, projectParticipation } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { authorOf } from "@/lib/pages";
import { listProtections } from "@/lib/pages/moderation";
import { listFreshness } from "@/lib/profiles/freshness";
import { kindOf } from "@/lib/profiles/kinds";
import { listBroken } from "@/lib/profiles/links";
import { isSectionKey, SECTION_KEYS, type SectionKey, translationKey } from "@/lib/profiles/model";
import { contentOf, isAuthorHidden, isTextHidden } from "@/lib/revisions";
import { takeHash } from "@/lib/text/hash";
import { standingAfter } from "./at-revision";
import type { Participation, ProfileHead, ProfilePage, SectionState } from "./model";
import { contentIn, translationState, versionsOf } from "./translation-states";

/** Finds the fixed facts about a country or area by its slug; null if unknown. */
export async function findProfileHead(slug: string, on: Queryable = db()): Promise<ProfileHead | null> {
  const [row] = await on
    .select({
      pageId: profile.pageId,
      slug: profile.slug,
      iso2: profile.iso2,
      iso3: profile.iso3,
      nameEn: profile.nameEn,
      nameFr: profile.nameFr,
      nameAr: profile.nameAr,
      region: profile.region,
      subregion: profile.subregion,
      isUnMember: profile.isUnMember,
      isCoeMember: profile.isCoeMember,
      designation: profile.designation,
      languages: profile.languages,
    })
    .from(profile)
    .where(eq(profile.slug, slug));
  if (!row) return null;
  const { nameEn, nameFr, nameAr, ...rest } = row;
  return { ...rest, names: { en: nameEn, fr: nameFr, ar: nameAr } };
}

/**
 * A profile with every current section, each in a language if it exists in it, else in its source; null for
 * an unknown slug.
 */
export async function findProfilePage(
  slug: string,
  { language, on = db() }: { language?: string | undefined; on?: Queryable } = {},
): Promise<ProfilePage | null> {
  const head = await findProfileHead(slug, on);
  if (!head) return null;
  const [page, freshness, protections, brokenLinks] = await Promise.all([
    readPage(head, on, eq(revision.id, section.currentRevisionId), language),
    listFreshness(head.pageId, new Date(), on),
    listProtections(head.pageId, isSectionKey, on),
    listBroken(head.pageId, on),
  ]);
  return { ...page, freshness, protections, brokenLinks };
}

/**
 * A profile with every section as it was after a revision number, each in a language if it existed in it,
 * except `asWritten`, which is in its source. The caller checks the number.
 */
export async function findProfileAfter(
  slug: string,
  number: number,
  {
    language,
    asWritten,
    on = db(),
  }: { language?: string | undefined; asWritten?: SectionKey | undefined; on?: Queryable } = {},
): Promise<ProfilePage | null> {
  const head = await findProfileHead(slug, on);
  return head && readPage(head, on, eq(revision.id, standingAfter(number)), language, asWritten);
}

async function readPage(
  head: ProfileHead,
  on: Queryable,
  which: ReturnType<typeof eq>,
  language: string | undefined,
  asWritten?: SectionKey,
): Promise<ProfilePage> {
  const [rows, participations] = await Promise.all([
    listSections(head.pageId, on, which, language),
    listParticipations(head.pageId, on),
  ]);
  const sections: Partial<Record<SectionKey, SectionState>> = {};
  for (const key of SECTION_KEYS) {
    const state = await stateOf(key, rows, key === asWritten ? undefined : language, on);
    if (state) sections[key] = state;
  }
  const numbers = Object.values(sections).map((one) =>
    Math.max(one.revision.number, one.translation?.number ?? 0),
  );
  return { head, sections, participations, revision: Math.max(0, ...numbers) };
}

type SectionRow = Awaited<ReturnType<typeof listSections>>[number];

function listSections(
  pageId: string,
  on: Queryable,
  which: ReturnType<typeof eq>,
  language: string | undefined,
) {
  return on
    .select({
      key: section.key,
      sectionId: section.id,
      language: section.language,
      content: contentIn(language),
      hash: revision.hash,
      size: revision.size,
      isHidden: isTextHidden(),
      number: revision.number,
      revisionId: revision.id,
      createdAt: revision.createdAt,
      followsId: revision.followsId,
      label: revision.label,
      authorId: revision.authorId,
      handle: member.handle,
      displayName: member.displayName,
      authorState: member.state,
      isAuthorHidden: isAuthorHidden(),
    })
    .from(section)
    .innerJoin(revision, which)
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(eq(section.pageId, pageId));
}

/** A section in a language if it exists in it, else in its source; null if it is unwritten. */
async function stateOf(
  key: SectionKey,
  rows: readonly SectionRow[],
  language: string | undefined,
  on: Queryable,
): Promise<SectionState | null> {
  const source = rows.find((row) => row.key === key);
  const translated = language && rows.find((row) => row.key === translationKey(key, language));
  const kind = kindOf(key);
  // An emptied translation counts as missing.
  const isRead = translated && !kind.isEmpty(contentOf(kind, translated));
  const row = isRead ? translated : source;
  if (!row) return null;
  const content = contentOf(kind, row);
  // Content upgraded to a newer form differs from the stored one, so its hash does not apply.
  if (content === row.content) takeHash(row.content as object, row.hash);
  return {
    key,
    language: row.language ?? DEFAULT_CONTENT_LANGUAGE,
    content,
    isHidden: row.isHidden,
    isEmpty: kind.isEmpty(content),
    revision: { number: row.number, createdAt: row.createdAt, author: authorOf(row) },
    label: row.label,
    translation: isRead ? await translationState(key, translated, source, on) : null,
    versions: versionsOf(rows, key),
  };
}

function listParticipations(pageId: string, on: Queryable): Promise<Participation[]> {
  return on
    .select({
      project: projectParticipation.project,
      name: projectParticipation.name,
      part: projectParticipation.part,
      startMonth: projectParticipation.startMonth,
      endMonth: projectParticipation.endMonth,
      confidence: projectParticipation.confidence,
      source: projectParticipation.source,
    })
    .from(projectParticipation)
    .where(eq(projectParticipation.pageId, pageId))
    .orderBy(
      asc(projectParticipation.startMonth),
      asc(projectParticipation.name),
      asc(projectParticipation.project),
      asc(projectParticipation.part),
    );
}
