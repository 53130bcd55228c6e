import { ReportView } from "@/app/[locale]/countries/[slug]/report-view";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { findSectionId } from "@/lib/profiles";
import { findProfileHead } from "@/lib/profiles/reading";
import { reportError } from "@/lib/profiles/reports";
import { ReportError, ReportQuery } from "@/lib/profiles/reports/model";
import { form, spec } from "@/lib/web/forms/form";
import { document } from "@/lib/web/pages/document";
import type { DocumentView } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../profile-address";

/** Reports an error in a profile or one of its sections: for everyone, without an account, cookie or script. */
const view: DocumentView<typeof SlugParams, typeof ReportQuery> = {
  params: SlugParams,
  query: ReportQuery,
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug, section, lang, done }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { t, locale, form: sent } = tools;
    const title = t("reports.title");
    const flagged = section ? await findSectionId(head.slug, section) : null;
    return {
      title: t("reports.titleOf", { country: head.names[locale] }),
      current: "countries",
      robots: "noindex",
      crumbs: profileCrumbs(t, locale, head, title),
      body: (
        <ReportView {...{ t, locale, head, section, lang, flagged, form: sent, isSent: done === "sent" }} />
      ),
    };
  },
};

export const GET = document(view);

export const POST = form(view, {
  report: spec({
    schema: ReportError,
    prepare: async (input, { locale }) => ({ ...input, locale }),
    command: reportError,
    guards: ["text"],
    limit: "report",
    done: ({ slug, section, lang }) =>
      withQuery(`/countries/${slug}/report`, { section, lang, done: "sent" }),
  }),
});
