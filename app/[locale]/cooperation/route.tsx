import { PLACES } from "@/components/shell/places";
import { PageHead, Section } from "@/components/ui/heading";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { document } from "@/lib/web/pages/document";

/** The pages on cooperation, by whom one cooperates with. */
const GROUPS = [
  {
    name: "abroad",
    pages: {
      route: PLACES.route,
      authorities: PLACES.authorities,
      cards: PLACES.cards,
      request: PLACES.request,
      answers: PLACES.law,
      dual: PLACES.dualCriminality,
      verify: PLACES.verify,
    },
  },
  { name: "public", pages: { reporting: PLACES.reporting } },
] as const;

type PageName = keyof (typeof GROUPS)[0]["pages"] | keyof (typeof GROUPS)[1]["pages"];

/** Leads to the pages on cooperation with other countries, and with the public and providers. */
export const GET = document({
  async render(_input, { t, locale }) {
    const title = t("cooperation.title");
    return {
      title,
      description: t("cooperation.sub"),
      crumbs: [{ label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("cooperation.sub")} />
          <div className="wrap body flush stack g6 narrow">
            {GROUPS.map(({ name, pages }) => (
              <Section key={name} id={name} title={t(`cooperation.${name}.title`)}>
                <Pages t={t} locale={locale} pages={pages} />
              </Section>
            ))}
          </div>
        </>
      ),
    };
  },
});

function Pages(props: { t: Translator; locale: Locale; pages: Partial<Record<PageName, string>> }) {
  const { t, locale, pages } = props;
  return (
    <ul className="stack g4 plain">
      {(Object.entries(pages) as [PageName, string][]).map(([name, path]) => (
        <li key={name}>
          <a href={localePath(locale, path)}>
            <b>{t(`cooperation.page.${name}.title`)}</b>
          </a>
          <br />
          <span className="small dim">{t(`cooperation.page.${name}.what`)}</span>
        </li>
      ))}
    </ul>
  );
}
