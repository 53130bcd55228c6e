import { and, asc, eq, not } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { subjectEvent } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { isTextHidden } from "@/lib/revisions";
import { type EventKind, logEvent } from "@/lib/webhooks";
import { partOf } from "./model";

/** Sections whose changes are changes of law. */
const LAW_SECTIONS: readonly string[] = ["laws", "mappings", "treaty-status"];

/** A published revision of a section of a profile, whose text can be read. */
const read: EventKind["read"] = async (revisionId, on) => {
  const [row] = await on
    .select({
      key: section.key,
      number: revision.number,
      slug: profile.slug,
      iso2: profile.iso2,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .where(and(eq(revision.id, revisionId), eq(revision.state, "published"), not(isTextHidden())));
  const part = row && partOf(row.key);
  if (!part) return null;
  const articles = await on
    .selectDistinct({ key: subjectEvent.key })
    .from(subjectEvent)
    .where(and(eq(subjectEvent.subjectId, revisionId), eq(subjectEvent.kind, "article")))
    .orderBy(asc(subjectEvent.key));
  const { slug, iso2, en, fr, ar, number } = row;
  return {
    countries: [iso2],
    topics: [],
    articles: articles.map(({ key }) => key),
    path: `/countries/${slug}#${part.section}`,
    apiPath: `/api/v1/countries/${slug}/sections/${part.section}`,
    more: { country: { code: iso2, slug, names: { en, fr, ar } }, ...part, revision: number },
  };
};

const [CHANGED, LAW_CHANGED, VERIFIED] = ["section.changed", "law.changed", "section.verified"] as const;
export const PROFILE_EVENTS: readonly EventKind[] = [CHANGED, LAW_CHANGED, VERIFIED].map((kind) => ({
  kind,
  read,
}));

/** A section was published or changed. */
export async function logSectionEvent(
  ctx: Ctx,
  fact: { section: string; revisionId: string },
): Promise<void> {
  const part = partOf(fact.section);
  if (!part) return;
  const kind = LAW_SECTIONS.includes(part.section) ? LAW_CHANGED : CHANGED;
  await logEvent(ctx, { kind, subjectId: fact.revisionId });
}

/** A section was verified, which can happen to one revision repeatedly. */
export const logVerifiedEvent = (ctx: Ctx, { revisionId }: { revisionId: string }): Promise<void> =>
  logEvent(ctx, { kind: VERIFIED, subjectId: revisionId, isRepeated: true });
