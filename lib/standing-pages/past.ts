import type { Queryable } from "@/db/client";
import { pastOf } from "@/lib/pages";
import { findSectionRow, type SectionRow } from "@/lib/revisions";
import { readSlug, STANDING_KIND, TEXT } from "./model";
import { findStandingPage } from "./pages";
import { standingKinds, textKind } from "./text-kind";

const find = (on: Queryable, slug: string): Promise<SectionRow | null> =>
  findSectionRow(on, { pageKind: STANDING_KIND, slug, key: TEXT });

/** The history of a page in one language, from its first text on. Only a page with a text in it has one. */
export const {
  findHead: findStandingHead,
  readAfter: readStandingAfter,
  diff: diffStanding,
  findOverseen: findOverseenStanding,
  hide: hideStanding,
  show: showStanding,
  purge: purgeStanding,
} = pastOf({
  kind: STANDING_KIND,
  text: textKind,
  kinds: standingKinds,
  async findOwner(on, slug) {
    const [place, own] = [readSlug(slug), await find(on, slug)];
    if (!place || !own || own.currentRevisionId === null) return undefined;
    const { name, locale } = place;
    const { title } = findStandingPage(name, locale);
    // All of it is public.
    return { id: own.pageId, slug, title, language: locale, sectionId: own.id, publishedAt: new Date(0) };
  },
});
