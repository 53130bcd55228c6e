import { cooperationCrumb } from "@/components/cooperation/crumb";
import { listCardCountries, listCards } from "@/lib/cooperation/card";
import { CardsQuery, cardPath } from "@/lib/cooperation/card/model";
import { inOrder, pageOfCountries } from "@/lib/cooperation/countries/model";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/pages/document";
import { listChoices } from "../../compare/choices";
import { slugNamed } from "../country-page";
import { CardsView } from "./cards-view";

/** What each country demands of requests, by form of assistance. A chosen country leads to its card. */
export const GET = document({
  query: CardsQuery,
  scopes: () => [scope.countries],
  async render({ country, measure, after }, { t, locale }) {
    if (country) return { to: localePath(locale, cardPath(await slugNamed(country))), status: 303 };
    const [countries, choices] = await Promise.all([listCardCountries(measure), listChoices(locale)]);
    const page = pageOfCountries(inOrder(countries, locale), after);
    const title = t("cooperation.card.list.title");
    return {
      title,
      description: t("cooperation.card.list.sub"),
      crumbs: [cooperationCrumb(t), { label: title }],
      body: (
        <CardsView
          t={t}
          locale={locale}
          query={{ measure, after }}
          choices={choices}
          countries={countries.length}
          cards={await listCards(page.shown, measure)}
          next={page.next}
        />
      ),
    };
  },
});
