import { sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";
import type { Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import type { Locale } from "@/lib/i18n/locales";
import { type AppearingKind, logAppeared, subjectsOf } from "@/lib/notices";
import { wordsByLanguage } from "@/lib/revisions/records/wordings";
import { changedUnder, LEGAL_SECTIONS, type LegalSection, newUnder, saidIn } from "./said-under";

interface RevisionFact {
  pageId: string;
  section: string;
  revisionId: string;
  own: Change;
}

/** Kinds of news that each section produces for an article: new, or changed. */
const BRINGS = {
  laws: { added: "provision", changed: "provision-change" },
  mappings: { added: "assessment", changed: "assessment" },
  "treaty-status": { added: "declaration", changed: "declaration" },
} as const satisfies Record<LegalSection, { added: LawSort; changed: LawSort }>;

/**
 * Logs what a revision adds or changes under articles: provisions of laws, findings, declarations. A removal
 * counts as a change.
 */
export async function logLaw(ctx: Ctx, fact: RevisionFact): Promise<void> {
  const section = LEGAL_SECTIONS.find((one) => one === fact.section);
  if (!section) return;
  const { before, after } = fact.own;
  const [was, is] = [saidIn(section, before?.content), saidIn(section, after.content)];
  const { added, changed } = BRINGS[section];
  await logAppeared(
    ctx,
    { pageId: fact.pageId, subjectId: fact.revisionId },
    (
      [
        [added, newUnder(was, is)],
        [changed, changedUnder(was, is)],
      ] as const
    ).flatMap(([sort, found]) =>
      found.map(({ recordId, articles }) => ({
        sort,
        recordId,
        subjects: subjectsOf({ topics: [], articles }),
        // One revision may add a provision of a law under an article and change another one.
        ...(sort === "provision" ? {} : { mark: sort }),
      })),
    ),
  );
}

const LAW_SORTS = ["provision", "provision-change", "assessment", "declaration"] as const;
type LawSort = (typeof LAW_SORTS)[number];
const isOfLaw = sql.raw(`e.sort in (${LAW_SORTS.map((sort) => `'${sort}'`).join(", ")})`);
const SECTION = {
  "provision-change": "laws",
  assessment: "mappings",
  declaration: "treaty-status",
} as const;

interface Said {
  slug: string;
  number: number | null;
  title: string | null;
  wordings: unknown;
  names: Readonly<Record<Locale, string>>;
}

/**
 * News about law under an article: an added provision links to its law on the profile, anything else to the
 * difference of its revision.
 */
export const APPEARING_LAW: AppearingKind = {
  sorts: LAW_SORTS,
  isRead: subselect`exists (select 1 from revision r where r.id = e.subject_id and r.state = 'published')`,
  isBy: (memberId) =>
    subselect`exists (select 1 from revision r where r.id = e.subject_id and r.author_id = ${memberId})`,
  from: sql`left join profile f on ${isOfLaw} and f.page_id = e.page_id
    left join revision r on ${isOfLaw} and r.id = e.subject_id
    left join profile_record l on e.sort in ('provision', 'provision-change') and l.page_id = e.page_id and l.section = 'laws'
      and l.record_id = e.record_id`,
  about: sql`case when f.page_id is not null then jsonb_build_object('slug', f.slug, 'number', r.number, 'title', l.title,
    'wordings', l.data -> 'wordings', 'names', jsonb_build_object('en', f.name_en, 'fr', f.name_fr, 'ar', f.name_ar)) end`,
  describe(about, sort, recordId) {
    const { slug, number, title, wordings, names } = about as Said;
    const path =
      sort === "provision"
        ? `/countries/${slug}#laws-${recordId}`
        : `/countries/${slug}/diff?to=${number}#change-${SECTION[sort as Exclude<LawSort, "provision">]}`;
    const titles = wordsByLanguage({ wordings }, "title");
    return { title: title ?? "", titles, names: title ? null : names, path };
  },
};
