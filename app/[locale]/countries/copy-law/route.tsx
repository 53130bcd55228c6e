import { editHref } from "@/components/profiles/section-languages";
import { withQuery } from "@/components/with-query";
import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import {
  type CopiedLaw,
  findCopyTarget,
  findLawStructure,
  listCopyableLaws,
  listCountriesWithLaws,
} from "@/lib/profiles/law-structure";
import { CopyLawQuery, writeLawRef } from "@/lib/profiles/law-structure/model";
import { listProfileNames } from "@/lib/profiles/reading";
import { screen } from "@/lib/web/pages/screen";
import { CopyLawView } from "./copy-law-view";

/** Where a new law is begun with the structure of another: the editor of a country's laws. */
const editorHref = (locale: Locale, to: string, { ref }: CopiedLaw) =>
  withQuery(editHref(locale, to, "laws"), { from: writeLawRef(ref) });

/** Chooses a law whose structure is copied, and the country that gets a law with it. */
export const GET = screen({
  query: CopyLawQuery,
  async render({ from, to, of }, { t, locale, actor }) {
    const [law, target, laws] = await Promise.all([
      from ? findLawStructure(from, locale) : null,
      to === undefined ? null : findCopyTarget(actor, to),
      of === undefined ? null : listCopyableLaws(of, locale),
    ]);
    if (law && target) return { to: editorHref(locale, target.slug, law), status: 303 };
    const countries = target ? await listCountriesWithLaws() : await listProfileNames();
    const title = t("editor.records.copy.title");
    return {
      title,
      current: "countries",
      robots: "noindex",
      crumbs: [{ href: "/countries", label: t("profiles.directory.title") }, { label: title }],
      body: (
        <CopyLawView
          {...{ t, locale, law, target, laws }}
          of={of ?? null}
          isMissing={from !== undefined && law === null}
          countries={countries
            .filter(({ slug }) => slug !== (target?.slug ?? law?.ref.slug))
            .sort((a, b) => compareNames(locale)(a.names[locale], b.names[locale]))
            .map(({ slug, iso2, names }) => ({ value: slug, label: names[locale], code: iso2 }))}
          hrefOf={(one) => (target ? editorHref(locale, target.slug, one) : "")}
        />
      ),
    };
  },
});
