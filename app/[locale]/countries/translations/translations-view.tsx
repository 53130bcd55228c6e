import { Pager } from "@/components/pager";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { editHref, languageHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { PLACES } from "@/components/shell/places";
import { Day } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import { CONTENT_LANGUAGES } from "@/lib/i18n/content-languages";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { SECTIONS } from "@/lib/profiles/model";
import { REGIONS } from "@/lib/profiles/reading/model";
import {
  countStates,
  pageOfLines,
  TRANSLATION_STATES,
  type TranslationLine,
  type TranslationsQuery,
} from "@/lib/profiles/translations/model";

interface Props {
  t: Translator;
  locale: Locale;
  language: string;
  query: TranslationsQuery;
  lines: readonly TranslationLine[];
  /** When they were counted. */
  asOf: Date;
}

/** Lists missing and outdated translations in a language, for all countries. */
export function TranslationsView(props: Props) {
  const { t, locale, language, query, lines, asOf } = props;
  const { rows, next } = pageOfLines(lines, query);
  const path = localePath(locale, PLACES.translations);
  const counts = countStates(lines);
  return (
    <>
      <PageHead title={t("translations.list.title")} sub={t("translations.list.sub")} />
      <div className="wrap body flush stack">
        <Filters {...props} />
        <p>
          {t("translations.list.figures", {
            language: languageName(language, locale),
            ...counts,
            total: lines.length,
          })}{" "}
          <span className="small dim">
            {t.rich("translations.list.asOf", {
              when: () => <Day day={asOf.toISOString().slice(0, 10)} locale={locale} />,
            })}
          </span>
        </p>
        {rows.length === 0 ? (
          <Empty>
            {t(query.state === "missing" ? "translations.list.nothingMissing" : "translations.list.nothing")}
          </Empty>
        ) : (
          <CardTable caption={t("translations.list.caption")}>
            <TableHead
              columns={[
                t("translations.list.country"),
                t("translations.list.section"),
                t("translations.list.source"),
                t("translations.list.state"),
                t("translations.list.action"),
              ]}
            />
            <tbody>
              {rows.map((line) => (
                <Row key={`${line.slug}.${line.section}`} {...props} line={line} />
              ))}
            </tbody>
          </CardTable>
        )}
        <DesignationNotes t={t} locale={locale} entries={rows} />
        <Pager
          t={t}
          label={t("translations.list.pages")}
          next={next ? withQuery(path, { ...query, after: next }) : null}
          previous={query.after ? withQuery(path, { ...query, after: undefined }) : null}
        />
      </div>
    </>
  );
}

function Filters({ t, locale, language, query }: Props) {
  const collator = new Intl.Collator(locale);
  const languages = CONTENT_LANGUAGES.map((value) => ({ value, label: languageName(value, locale) })).sort(
    (a, b) => collator.compare(a.label, b.label),
  );
  const prose = SECTIONS.filter(({ family }) => family === "prose");
  return (
    <form className="filters" action={localePath(locale, PLACES.translations)}>
      <SelectField
        name="lang"
        label={t("translations.list.language")}
        names="language"
        options={languages}
        defaultValue={language}
      />
      <SelectField
        name="state"
        label={t("translations.list.state")}
        empty={t("translations.list.any")}
        options={TRANSLATION_STATES.map((value) => ({
          value,
          label: t(`translations.list.states.${value}`),
        }))}
        defaultValue={query.state ?? ""}
      />
      <SelectField
        name="region"
        label={t("translations.list.region")}
        empty={t("translations.list.any")}
        options={REGIONS.map((value) => ({ value, label: t(`profiles.region.${value}`) }))}
        defaultValue={query.region ?? ""}
      />
      <SelectField
        name="section"
        label={t("translations.list.section")}
        empty={t("translations.list.any")}
        options={prose.map(({ key }) => ({ value: key, label: sectionTitle(t, key) }))}
        defaultValue={query.section ?? ""}
      />
      <Button>{t("translations.list.apply")}</Button>
    </form>
  );
}

const KIND = { missing: "plain", behind: "warn", current: "ok" } as const;
const ACTION = { missing: "translate", behind: "update", current: "read" } as const;

function Row({ t, locale, language, line }: Props & { line: TranslationLine }) {
  const { slug, section, state, behind } = line;
  const country = line.names[locale];
  const name = sectionTitle(t, section);
  const read = languageHref(locale, slug, language, section);
  const action = t(`translations.list.${ACTION[state]}`);
  return (
    <tr>
      <th scope="row" data-l={t("translations.list.country")}>
        <a href={read}>{country}</a>
      </th>
      <td data-l={t("translations.list.section")}>{name}</td>
      <td data-l={t("translations.list.source")}>
        {t("translations.list.sourceIs", {
          language: languageName(line.source, locale),
          number: line.number,
        })}
      </td>
      <td data-l={t("translations.list.state")}>
        <Tag kind={KIND[state]}>
          {state === "behind" && behind
            ? t("translations.list.behindBy", { count: behind })
            : t(`translations.list.states.${state}`)}
        </Tag>
      </td>
      <td data-l={t("translations.list.action")}>
        <a
          href={state === "current" ? read : editHref(locale, slug, section, language)}
          aria-label={t("translations.list.actionOf", { action, country, section: name })}
        >
          {action}
        </a>
      </td>
    </tr>
  );
}
