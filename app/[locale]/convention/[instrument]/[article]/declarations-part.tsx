import { Fragment } from "react";
import { ConfidenceTag } from "@/components/content/doubt";
import { articleText } from "@/components/content/field-value";
import { SafeLink } from "@/components/content/inline";
import { Original } from "@/components/content/record-parts";
import { Words } from "@/components/content/words";
import { Ended } from "@/components/legal/finding-facts";
import { profileHref } from "@/components/profiles/addresses";
import { Day } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { DeclarationLine } from "@/lib/legal/reading/model";
import { inWordsOf } from "@/lib/revisions/records/wordings";

interface Props {
  t: Translator;
  locale: Locale;
  lines: readonly DeclarationLine[];
}

/** Lists States' declarations on an article for which a source was found. */
export function DeclarationsPart({ t, locale, lines }: Props) {
  return (
    <section aria-labelledby="declarations" className="stack g3">
      <SectionHead id="declarations">{t("law.declarations.title")}</SectionHead>
      <p className="small dim">{t("law.declarations.about")}</p>
      {lines.length === 0 ? (
        <p className="dim">{t("law.declarations.none")}</p>
      ) : (
        <CardTable className="lines" caption={t("law.declarations.caption", { count: lines.length })}>
          <TableHead
            columns={[
              t("profiles.directory.country"),
              t("revisions.fields.treaty-status.nature"),
              t("law.declarations.madeOn"),
              t("law.declarations.summary"),
            ]}
          />
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.slug}/${line.id}`}>
                <th scope="row">
                  <a href={profileHref(locale, line.slug, `#treaty-status-${line.id}`)}>
                    {line.names[locale]}
                  </a>
                </th>
                <td data-l={t("revisions.fields.treaty-status.nature")}>
                  {message(t, `revisions.options.declarationNature.${line.nature}`)}{" "}
                  {line.confidence ? <ConfidenceTag value={line.confidence} t={t} /> : null}
                </td>
                <td data-l={t("law.declarations.madeOn")} className="num">
                  {line.madeOn ? <Day day={line.madeOn} locale={locale} /> : <span className="dim">–</span>}
                </td>
                <td data-l={t("law.declarations.summary")} className="all">
                  <Words of={inWordsOf(line, locale, line.written)} field="summary" t={t} locale={locale} />{" "}
                  <span className="small dim">{articlesOf(t, line)}</span>
                  <Ended t={t} locale={locale} day={line.periodTo} />
                  <Original t={t} record={{ ...line, locator: articlesOf(t, line) }} />
                  <Sources t={t} locale={locale} line={line} />
                </td>
              </tr>
            ))}
          </tbody>
        </CardTable>
      )}
    </section>
  );
}

const articlesOf = (t: Translator, { pinpoints }: DeclarationLine) =>
  pinpoints.map((one) => articleText(one, t)).join(" · ");

/** The titles of a declaration's sources, folded, each with a link if the address is known. */
function Sources({ t, locale, line }: { t: Translator; locale: Locale; line: DeclarationLine }) {
  if (line.sources.length === 0) return null;
  return (
    <details className="small dim">
      <summary>
        {t("law.declarations.sources", { count: line.sources.length })}
        <span className="vh"> ({line.names[locale]})</span>
      </summary>
      {line.sources.map((source, n) => (
        <Fragment key={source.id}>
          {n > 0 ? " · " : null}
          {source.url ? (
            <SafeLink href={source.url} locale={locale} text={<bdi>{source.title}</bdi>} />
          ) : (
            <bdi>{source.title}</bdi>
          )}
        </Fragment>
      ))}
    </details>
  );
}
