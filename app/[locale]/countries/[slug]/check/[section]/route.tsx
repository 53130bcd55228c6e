import { z } from "zod";
import { profileCrumbs } from "@/components/profiles/profile-frame";
import { SectionParams } from "@/lib/profiles/editing/model";
import { confirmSection, listChecks, verifySection } from "@/lib/profiles/freshness";
import { CheckSection, CheckSectionForm } from "@/lib/profiles/freshness/model";
import { findProfilePage } from "@/lib/profiles/reading";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { leadToSlug } from "../../../profile-address";
import { CheckView } from "./check-view";

const Query = z.object({ done: z.enum(["confirmed", "verified"]).optional().catch(undefined) });

/** Confirms that a section is correct: verification by a focal point, or "still correct". */
const view: ScreenView<typeof SectionParams, typeof Query> = {
  params: SectionParams,
  query: Query,
  async render({ slug, section, done }, tools) {
    const page = await findProfilePage(slug);
    if (!page) return leadToSlug(slug, tools);
    const { t, locale, form, actor } = tools;
    const checks = await listChecks(page.head.pageId, section);
    return {
      title: t("freshness.page.title", { country: page.head.names[locale] }),
      current: "countries",
      crumbs: profileCrumbs(t, locale, page.head, t("freshness.page.crumb")),
      body: <CheckView {...{ t, locale, page, section, checks, form, actor, done }} />,
    };
  },
};

export const GET = screen(view);

const checked = (name: "confirmed" | "verified") => (at: { slug: string; section: string }) =>
  `/countries/${at.slug}/check/${at.section}?done=${name}`;

export const POST = screenForm(view, {
  confirm: spec({
    schema: CheckSection,
    command: confirmSection,
    limit: "review",
    done: checked("confirmed"),
  }),
  verify: spec({
    schema: CheckSectionForm,
    command: verifySection,
    limit: "review",
    done: (at, { input }) =>
      input.from ? `/countries/${at.slug}?saved=verified#${at.section}` : checked("verified")(at),
  }),
});
