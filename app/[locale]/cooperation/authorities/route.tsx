import { cooperationCrumb } from "@/components/cooperation/crumb";
import { listAuthorities, listAuthorityCountries } from "@/lib/cooperation/authorities";
import { AuthoritiesQuery, authoritiesPath } from "@/lib/cooperation/authorities/model";
import { inOrder, pageOfCountries } from "@/lib/cooperation/countries/model";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/pages/document";
import { listChoices } from "../../compare/choices";
import { slugNamed } from "../country-page";
import { AuthoritiesView } from "./authorities-view";

/** Whom States named for cooperation, by country and article. A chosen country leads to its page. */
export const GET = document({
  query: AuthoritiesQuery,
  scopes: () => [scope.countries],
  async render({ country, article, after }, { t, locale }) {
    if (country) {
      const slug = await slugNamed(country);
      return { to: localePath(locale, authoritiesPath(slug)), status: 303 };
    }
    const [countries, choices] = await Promise.all([listAuthorityCountries(article), listChoices(locale)]);
    const page = pageOfCountries(inOrder(countries, locale), after);
    const title = t("cooperation.authorities.title");
    return {
      title,
      description: t("cooperation.authorities.sub"),
      crumbs: [cooperationCrumb(t), { label: title }],
      body: (
        <AuthoritiesView
          t={t}
          locale={locale}
          query={{ article, after }}
          choices={choices}
          countries={countries.length}
          authorities={await listAuthorities(page.shown, article)}
          next={page.next}
        />
      ),
    };
  },
});
