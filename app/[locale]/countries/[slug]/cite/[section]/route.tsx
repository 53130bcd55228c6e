import { z } from "zod";
import { placeName } from "@/app/[locale]/countries/[slug]/cite-profile";
import { citedRecords, citedSection } from "@/app/[locale]/countries/[slug]/cited-places";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { ExportRevision, findProfileData } from "@/lib/exports";
import { ContentLanguage, SectionName } from "@/lib/profiles/editing/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { CitePlaceView } from "./cite-place-view";

/** How to cite a section of a profile or one of its records: the requested revision, else the newest. */
export const GET = document({
  params: SlugParams.extend({ section: SectionName }),
  query: z.object({
    record: z.string().max(80).optional(),
    revision: ExportRevision,
    lang: ContentLanguage.optional(),
  }),
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, section, record, revision, lang }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const found = await findProfileData(slug, { number: revision, language: lang ?? locale });
    if (!found) throw new DomainError("not_found", "revision");
    const { data } = found;
    const records = citedRecords(tools, data, section);
    const place = record ? records.find((one) => one.record === record) : citedSection(tools, data, section);
    if (!place) throw new DomainError("not_found", "section");
    return {
      title: t("exports.cite.placeTitle", { place: placeName(t, place) }),
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, head, t("exports.cite.title")),
      body: <CitePlaceView {...{ t, locale, head, data, place, records }} query={{ revision, lang }} />,
    };
  },
});
