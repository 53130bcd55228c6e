import { PageHead } from "@/components/ui/heading";
import { scope } from "@/lib/core/versions";
import { findLegalProfile } from "@/lib/legal";
import { DualQuery, offenceArticle } from "@/lib/legal/compare/model";
import { findSlugOf } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { listChoices } from "../choices";
import { DualView, type Side } from "./dual-view";

/** Finds the requested countries by any of their names: "ro", "ROU", "moldova". */
async function findCountries({ first, second }: DualQuery) {
  const slugOf = async (name: string | undefined) => name && ((await findSlugOf(name)) ?? name);
  const [one, other] = await Promise.all([slugOf(first), slugOf(second)]);
  return { first: one, second: other };
}

/** An offence in two countries' law: both provisions, their penalties, and the answers of both to each element. */
export const GET = document({
  query: DualQuery,
  limit: "diff",
  async render(query, { locale, t }) {
    const { first, second } = await findCountries(query);
    const slugs = first && second && first !== second ? [first, second] : [];
    const [profiles, choices] = await Promise.all([
      Promise.all(slugs.map((slug) => findLegalProfile(slug))),
      listChoices(locale),
    ]);
    const sides = profiles.flatMap((profile): Side[] => {
      const row = profile?.rows.find((one) => one.article.id === offenceArticle(query.article ?? "2"));
      return profile && row ? [{ profile, row }] : [];
    });
    return {
      title: t("law.dual.title"),
      description: t("law.dual.sub"),
      current: "compare",
      scopes: profiles.flatMap((profile) => (profile ? [scope.profile(profile.head.slug)] : [])),
      crumbs: [{ label: t("law.compare.title"), href: "/compare" }, { label: t("law.dual.title") }],
      body: (
        <>
          <PageHead title={t("law.dual.title")} sub={t("law.dual.sub")} />
          <DualView
            t={t}
            locale={locale}
            query={{ article: query.article ?? "2", first, second }}
            choices={choices}
            sides={sides}
          />
        </>
      ),
    };
  },
});
