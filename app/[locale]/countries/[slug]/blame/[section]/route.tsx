import { z } from "zod";
import { sourceNamer } from "@/app/[locale]/countries/source-names";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { scope } from "@/lib/core/versions";
import { handlesOf } from "@/lib/pages/model";
import { ContentLanguage, SectionName } from "@/lib/profiles/editing/model";
import { findAuthors, findProfileHead, listSourceTitles } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { AuthorsView } from "./authors-view";

/**
 * The authors of each block of a section's prose, or each field of its records; with a language, of its
 * translation.
 */
export const GET = document({
  params: SlugParams.extend({ section: SectionName }),
  query: z.object({ lang: ContentLanguage.optional().catch(undefined) }),
  scopes: ({ slug }) => [scope.profile(slug)],
  limit: "diff",
  async render({ slug, section, lang }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const [authors, titles, sourceName] = await Promise.all([
      findAuthors(head.pageId, section, lang ?? locale),
      listSourceTitles(head.pageId),
      sourceNamer(t, head.pageId),
    ]);
    return {
      title: t("profiles.authors.titleOf", { country: head.names[locale] }),
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, head, t("profiles.authors.title")),
      scopes: handlesOf([...(authors?.wrote.values() ?? [])].map(({ author }) => author)).map(scope.member),
      body: <AuthorsView {...{ t, locale, head, section, authors, titles, sourceName }} />,
    };
  },
});
