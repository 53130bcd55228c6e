import { articleText } from "@/components/content/field-value";
import { worded } from "@/components/content/worded";
import { profileHref } from "@/components/profiles/addresses";
import { Day } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import { CardTable } from "@/components/ui/table";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { DeclarationLine } from "@/lib/legal/reading/model";
import { Ended } from "./finding-facts";

interface Props {
  t: Translator;
  locale: Locale;
  lines: readonly DeclarationLine[];
}

/** What States have declared on an article, as far as a source was found. */
export function DeclarationsPart({ t, locale, lines }: Props) {
  return (
    <section aria-labelledby="declarations" className="stack g3">
      <SectionHead id="declarations">{t("law.declarations.title")}</SectionHead>
      <p className="small dim">{t("law.declarations.about")}</p>
      {lines.length === 0 ? (
        <p className="dim">{t("law.declarations.none")}</p>
      ) : (
        <CardTable caption={t("law.declarations.caption", { count: lines.length })}>
          <thead>
            <tr>
              <th scope="col">{t("profiles.directory.country")}</th>
              <th scope="col">{t("revisions.fields.treaty-status.nature")}</th>
              <th scope="col">{t("law.declarations.summary")}</th>
              <th scope="col">{t("law.declarations.madeOn")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.slug}/${line.id}`}>
                <th scope="row">
                  <a href={profileHref(locale, line.slug, `#treaty-status-${line.id}`)}>
                    {line.names[locale]}
                  </a>
                </th>
                <td data-l={t("revisions.fields.treaty-status.nature")}>
                  {message(t, `revisions.options.declarationNature.${line.nature}`)}
                </td>
                <td data-l={t("law.declarations.summary")}>
                  <span lang="en" dir="ltr">
                    {worded(line.summary, t, locale)}
                  </span>{" "}
                  <span className="small dim">
                    {line.pinpoints.map((one) => articleText(one, t)).join(" · ")}
                  </span>
                  <Ended t={t} locale={locale} day={line.periodTo} />
                </td>
                <td data-l={t("law.declarations.madeOn")} className="num">
                  {line.madeOn ? <Day day={line.madeOn} locale={locale} /> : <span className="dim">–</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </CardTable>
      )}
    </section>
  );
}
