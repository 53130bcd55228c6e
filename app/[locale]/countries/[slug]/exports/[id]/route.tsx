import { z } from "zod";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { DomainError } from "@/lib/core/errors";
import { findExportById } from "@/lib/exports";
import { ContentLanguage } from "@/lib/profiles/editing/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { MadeView } from "./made-view";

/** Seconds between a browser's requests for the progress. */
const EVERY = 5;

/** Shows the progress of making a document, then a link to it. Reloads by itself, also without scripts. */
export const GET = document({
  params: SlugParams.extend({ id: z.uuid() }),
  query: z.object({ lang: ContentLanguage.optional() }),
  isStored: false,
  async render({ slug, id, lang }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const made = await findExportById(id);
    if (made?.pageId !== head.pageId || made.format === "json") throw new DomainError("not_found", "export");
    const { t, locale } = tools;
    const state = made.state === "ready" ? "ready" : made.state === "failed" ? "failed" : "title";
    const title = t(`exports.made.${state}`, { country: head.names[locale] });
    return {
      title,
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, head, title),
      ...(made.state === "making" ? { refresh: EVERY } : {}),
      body: <MadeView t={t} locale={locale} title={title} made={made} lang={lang} />,
    };
  },
});
