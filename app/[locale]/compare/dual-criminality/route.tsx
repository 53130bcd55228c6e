import { DualView, type Side } from "@/components/legal/dual-view";
import { PageHead } from "@/components/ui/heading";
import { findLegalProfile } from "@/lib/legal";
import { DualQuery } from "@/lib/legal/compare/model";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import { listChoices } from "../choices";

const slugsOf = ({ first, second }: DualQuery): string[] =>
  first && second && first !== second ? [first, second] : [];

/** An offence in two countries' law: both provisions, their penalties, the elements in which they differ. */
export const GET = document({
  query: DualQuery,
  scopes: (query) => slugsOf(query).map(scope.profile),
  limit: "diff",
  async render(query, { locale, t }) {
    const [profiles, choices] = await Promise.all([
      Promise.all(slugsOf(query).map((slug) => findLegalProfile(slug))),
      listChoices(locale),
    ]);
    const sides = profiles.flatMap((profile): Side[] => {
      const row = profile?.rows.find((one) => one.article.id === `185-${query.article ?? "2"}`);
      return profile && row ? [{ profile, row }] : [];
    });
    return {
      title: t("law.dual.title"),
      description: t("law.dual.sub"),
      current: "compare",
      crumbs: [{ label: t("law.compare.title"), href: "/compare" }, { label: t("law.dual.title") }],
      body: (
        <>
          <PageHead title={t("law.dual.title")} sub={t("law.dual.sub")} />
          <DualView
            t={t}
            locale={locale}
            query={{ ...query, article: query.article ?? "2" }}
            choices={choices}
            sides={sides}
          />
        </>
      ),
    };
  },
});
