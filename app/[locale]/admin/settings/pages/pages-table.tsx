import { AuthorName } from "@/components/revisions/author";
import { Time } from "@/components/time";
import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findStandingPage, type PageState } from "@/lib/standing-pages";
import { WRITABLE, type WritableName } from "@/lib/standing-pages/model";

interface Props {
  t: Translator;
  locale: Locale;
  /** The languages of the site. */
  locales: readonly Locale[];
  states: readonly PageState[];
}

/** A row for each page and language: whose text readers see, and what administrators can do. */
export function PagesTable(props: Props) {
  const { t, locales } = props;
  const columns = ["page", "language", "text", "actions"] as const;
  return (
    <Section id="pages" title={t("settings.pages.title")}>
      <p>{t("settings.pages.what")}</p>
      <CardTable caption={<span className="vh">{t("settings.pages.title")}</span>}>
        <TableHead columns={columns.map((one) => t(`settings.pages.${one}`))} />
        <tbody>
          {WRITABLE.flatMap((name) =>
            locales.map((of) => <Row key={`${name} ${of}`} {...props} {...{ name, of }} />),
          )}
        </tbody>
      </CardTable>
    </Section>
  );
}

function Row({ t, locale, states, name, of }: Props & { name: WritableName; of: Locale }) {
  const state = states.find((one) => one.name === name && one.locale === of);
  const isBehind = !state?.isOwn && states.some((one) => one.name === name && one.isOwn);
  const { title } = findStandingPage(name, locale);
  const language = languageName(of, locale);
  const action = (below: string, label: string) => (
    <a
      href={localePath(of, `/${name}${below}`)}
      hrefLang={of}
      aria-label={t("settings.pages.of", { action: label, page: title, language })}
    >
      {label}
    </a>
  );
  return (
    <tr>
      <th scope="row">
        <a href={localePath(of, `/${name}`)} hrefLang={of}>
          {title}
        </a>
      </th>
      <td data-l={t("settings.pages.language")}>{language}</td>
      <td data-l={t("settings.pages.text")}>
        <span className="stack g1">
          {state?.isOwn ? (
            <OwnState {...{ t, locale, state }} />
          ) : (
            <span>{t("settings.pages.isProduct")}</span>
          )}
          {isBehind ? <span className="small dim">{t("settings.pages.behind")}</span> : null}
        </span>
      </td>
      <td data-l={t("settings.pages.actions")}>
        <span className="row">
          {action("/edit", t("settings.pages.edit"))}
          {state ? action("/history", t("settings.pages.history")) : null}
          {state?.isOwn ? action("/product", t("settings.pages.compare")) : null}
        </span>
      </td>
    </tr>
  );
}

function OwnState({ t, locale, state }: Pick<Props, "t" | "locale"> & { state: PageState }) {
  return (
    <>
      <span>{t("settings.pages.isOwn")}</span>
      <span className="small dim">
        {t.rich("settings.pages.since", {
          when: () => <Time at={state.changedAt} locale={locale} isDayOnly />,
          who: () => <AuthorName t={t} locale={locale} author={state.author} />,
        })}
      </span>
      {state.isProductChanged ? (
        <span>
          <Tag kind="warn">{t("settings.pages.changed")}</Tag>
        </span>
      ) : null}
    </>
  );
}
