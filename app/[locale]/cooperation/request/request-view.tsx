import type { RequestData } from "@/components/cooperation/request/context";
import { PLACES } from "@/components/shell/places";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable, TableHead } from "@/components/ui/table";
import { blankFileName, SECOND_LANGUAGES } from "@/lib/cooperation/request/blank-files";
import type { PaperLanguage } from "@/lib/cooperation/request/draft";
import { FORM_IDS } from "@/lib/cooperation/request/forms";
import { PHRASES, phrase } from "@/lib/cooperation/request/phrases";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
}

/** The page of requests: blank forms in each language, and who reviewed their phrases. */
export function RequestView({ t, locale, data }: Props & { data: RequestData }) {
  return (
    <>
      <PageHead title={t("cooperation.request.title")} sub={t("cooperation.request.sub")} />
      <div className="wrap body flush stack g6">
        <Note>
          {t("cooperation.request.private")} {t("cooperation.request.advice")}
        </Note>
        <div id="request" data-request={JSON.stringify(data)}>
          <noscript>{t("cooperation.request.noScript")}</noscript>
        </div>
        <Section id="blank" className="stack" title={t("cooperation.request.blank.title")}>
          <p className="narrow">{t("cooperation.request.blank.text")}</p>
          <BlankForms t={t} locale={locale} />
        </Section>
        <Section id="phrases" className="stack narrow" title={t("cooperation.request.phrases.title")}>
          <p>{t("cooperation.request.phrases.text")}</p>
          <ul>
            {Object.values(PHRASES).map(({ language, reviewedBy }) => (
              <li key={language}>
                {reviewedBy === null
                  ? t("cooperation.request.phrases.unreviewed", { language: languageName(language, locale) })
                  : t("cooperation.request.phrases.reviewed", {
                      language: languageName(language, locale),
                      name: reviewedBy,
                    })}
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}

function BlankForms({ t, locale }: Props) {
  const languages: (PaperLanguage | null)[] = [null, ...SECOND_LANGUAGES];
  const nameOf = (second: PaperLanguage | null) =>
    second === null
      ? t("cooperation.request.blank.alone")
      : t("cooperation.request.blank.with", { language: languageName(second, locale) });
  return (
    <CardTable caption={t("cooperation.request.blank.caption")}>
      <TableHead columns={[t("cooperation.request.blank.form"), ...languages.map(nameOf)]} />
      <tbody>
        {FORM_IDS.map((form) => (
          <tr key={form}>
            <th scope="row">{phrase(locale, `form.${form}`)}</th>
            {languages.map((second) => (
              <td key={second ?? "en"} data-l={nameOf(second)}>
                <a
                  href={localePath("en", `${PLACES.request}/${blankFileName(form, second)}`)}
                  aria-label={t("cooperation.request.blank.file", {
                    form: phrase(locale, `form.${form}`),
                    language: nameOf(second),
                  })}
                  download=""
                >
                  {t("cooperation.request.blank.word")}
                </a>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}
