import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { revision, revisionClaim, revisionThanks, section } from "@/db/schema/revisions";
import { authorOf, type Decision, type Describe, type NewsKinds, newsOf, type Worded } from "@/lib/notices";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { SHOWN_SUMMARY } from "@/lib/revisions";
import { findDueSection, makeCheckLink } from "./freshness";
import { partOf } from "./model";
import { type PageNames, sectionTitle } from "./watched/model";

/** Columns of an edit in notices: its number, and its section of the profile. */
const OWN_EDIT = {
  slug: profile.slug,
  ...PROFILE_NAMES,
  section: section.key,
  number: revision.number,
};

/** Names a section of a profile or a translation of it. */
const titleOf =
  (
    names: PageNames,
    part: { section: Parameters<typeof sectionTitle>[0]["section"]; language?: string | null },
  ): Worded =>
  (t, locale) =>
    sectionTitle({ page: names[locale], ...part }, t, locale);

/** Names the section of an edit, and where its decision is read. */
export async function nameDecision(
  on: Queryable,
  { pageId, section: key, number, isAccepted, amendedAs }: Decision,
): Promise<{ title: Worded; path: string } | null> {
  const [row] = await on
    .select({ slug: profile.slug, ...PROFILE_NAMES })
    .from(profile)
    .where(eq(profile.pageId, pageId));
  const part = partOf(key);
  if (!row || !part) return null;
  const { slug, ...names } = row;
  const title = titleOf(names, part);
  // The reviewer's amendments.
  if (amendedAs !== null) return { title, path: `/countries/${slug}/diff?from=${number}&to=${amendedAs}` };
  const at = isAccepted ? `revisions/${number}` : `pending?revision=${number}`;
  return { title, path: `/countries/${slug}/${at}` };
}

/** Describes the latest thanks to the reader for an edit of a profile. */
const describeThanks: Describe = async (reader, row, on) => {
  const [own] = await on
    .select({
      ...OWN_EDIT,
      handle: member.handle,
      display_name: member.displayName,
      author_state: member.state,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .innerJoin(revisionThanks, eq(revisionThanks.revisionId, revision.id))
    .innerJoin(member, eq(member.id, revisionThanks.memberId))
    .where(and(eq(revision.id, row.key), eq(revision.authorId, reader.id)))
    .orderBy(desc(revisionThanks.thankedAt), desc(revisionThanks.memberId))
    .limit(1);
  const part = own && partOf(own.section);
  if (!own || !part) return null;
  const { slug, number, en, fr, ar } = own;
  return newsOf({
    news: "revision.thanked",
    title: titleOf({ en, fr, ar }, part),
    path: `/countries/${slug}/revisions/${number}`,
    by: authorOf(own),
  });
};

/** Describes an edit handed to the reader and by whom, while it is pending and assigned to them. */
const describeHanded: Describe = async (reader, row, on) => {
  const [own] = await on
    .select({
      ...OWN_EDIT,
      summary: SHOWN_SUMMARY,
      handle: member.handle,
      display_name: member.displayName,
      author_state: member.state,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .innerJoin(revisionClaim, eq(revisionClaim.revisionId, revision.id))
    .leftJoin(member, eq(member.id, revisionClaim.handedBy))
    .where(
      and(eq(revision.id, row.key), eq(revision.state, "pending"), eq(revisionClaim.memberId, reader.id)),
    );
  const part = own && partOf(own.section);
  if (!own || !part) return null;
  const { slug, number, summary, en, fr, ar } = own;
  return newsOf({
    news: "revision.handed",
    title: titleOf({ en, fr, ar }, part),
    path: `/countries/${slug}/pending?revision=${number}`,
    by: authorOf(own),
    quote: summary,
  });
};

/** A due section, until it is confirmed and as long as the reader can confirm it. */
const describeDueSection: Describe = async (reader, { key: sectionId }, on) => {
  const found = await findDueSection(reader.id, sectionId, new Date(), on);
  if (!found || found.state === "fresh") return null;
  const { slug, section: key, names, state } = found;
  return {
    ...newsOf({
      news: `section.${state}`,
      title: titleOf(names, { section: key }),
      path: `/countries/${slug}/check/${key}`,
    }),
    // The link opens a page with a button that confirms, without signing in, that the section is still correct.
    mailLink: {
      said: (t) => t("watching.mail.stillCorrect"),
      make: async () => `/still-correct?token=${await makeCheckLink(reader.id, sectionId, new Date())}`,
    },
  };
};

export const PROFILE_NEWS: NewsKinds = {
  "revision.thanked": describeThanks,
  "revision.handed": describeHanded,
  "section.due": describeDueSection,
};
