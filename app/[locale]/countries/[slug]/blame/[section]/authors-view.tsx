import { Fragment } from "react";
import { titleOf } from "@/components/content/record-title";
import { pastOf, profileHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { languageHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { AuthorName } from "@/components/revisions/author";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { CardTable } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { Author } from "@/lib/pages/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { type AnyRecord, fieldLabelKey } from "@/lib/revisions/records-fields";
import type { Content, TopBlock } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";

interface Wrote {
  number: number;
  createdAt: Date;
  summary: string;
  author: Author;
  isReviewed: boolean;
}

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section: SectionKey;
  authors: {
    content: unknown;
    language: string;
    /** For a translation: language of its source. */
    sourceLanguage: string | null;
    /** The engine's key; a translation's includes its language. */
    name: string;
    wrote: ReadonlyMap<string, Wrote>;
    cited: ReadonlyMap<string, readonly string[]>;
    older: ReadonlySet<string>;
  } | null;
  /** Titles of the profile's sources by id. */
  titles: ReadonlyMap<string, string>;
  /** Names a source that the profile no longer lists. */
  sourceName: (id: string) => string;
}

/** Characters of a block shown to identify it. */
const EXCERPT = 160;

/** Shows who wrote what: a table of blocks, or a table of fields for each record. */
export function AuthorsView(props: Props) {
  const { t, locale, head, section, authors } = props;
  const name = authors?.name ?? section;
  const title = sectionTitle(t, name);
  const kind = recordsKindOf(section);
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab="history"
      sub={t("profiles.authors.sub", { section: title })}
    >
      <div className="wrap body stack g5">
        <p className="row">
          <a href={readHref(props)}>{t("freshness.page.read")}</a>
          <a href={withQuery(profileHref(locale, head.slug, "/history"), { section: name })}>
            {t("profiles.history.ofSection", { section: title })}
          </a>
          {authors?.sourceLanguage ? (
            <a
              href={withQuery(profileHref(locale, head.slug, `/blame/${section}`), {
                lang: authors.sourceLanguage,
              })}
            >
              {t("profiles.authors.ofSource", { language: languageName(authors.sourceLanguage, locale) })}
            </a>
          ) : null}
        </p>
        {!authors || authors.wrote.size === 0 ? (
          <Empty>{t("freshness.page.empty")}</Empty>
        ) : kind ? (
          (authors.content as { records: AnyRecord[] }).records.map((record) => (
            <RecordAuthors key={record.id} {...props} authors={authors} record={record} />
          ))
        ) : (
          <ProseAuthors {...props} authors={authors} />
        )}
      </div>
    </ProfileFrame>
  );
}

/** Links to the section in the language whose authors are shown. */
function readHref({ locale, head, section, authors }: Props): string {
  return languageHref(locale, head.slug, authors?.language ?? locale, section);
}

type Known = Props & { authors: NonNullable<Props["authors"]> };

function ProseAuthors(props: Known) {
  const { t, authors } = props;
  return (
    <CardTable caption={<span className="vh">{t("profiles.authors.title")}</span>}>
      <Head t={t} first={t("profiles.authors.passage")} hasSources />
      <tbody>
        {(authors.content as Content).doc.content.map((block) => {
          const { id } = (block as TopBlock).attrs;
          const text = blockText(block).replaceAll(/\s+/g, " ").trim();
          const cut = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
          return (
            <tr key={id}>
              <th scope="row">
                <a href={readHref(props)}>
                  <bdi lang={cut === "" ? undefined : authors.language}>
                    {cut === "" ? t("profiles.authors.other") : cut}
                  </bdi>
                </a>
              </th>
              <Cells {...props} part={id} />
              <td data-l={t("revisions.fields.record.sources")}>
                <Cited {...props} of={id} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </CardTable>
  );
}

function RecordAuthors(props: Known & { record: AnyRecord }) {
  const { t, locale, head, section, authors, record } = props;
  const kind = recordsKindOf(section);
  if (!kind) return null;
  const href = pastOf(locale, head.slug, section);
  const name = titleOf(kind, record, t, locale);
  const fields = kind.fields.filter((field) => authors.wrote.has(`${record.id}/${field.name}`));
  return (
    <CardTable
      caption={
        <a href={href(record.id)}>
          <bdi>{name}</bdi>
        </a>
      }
    >
      <Head t={t} first={t("profiles.authors.field")} />
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <th scope="row">
              <a href={href(record.id, field.name)}>
                {message(t, fieldLabelKey(section, field))} <span className="vh">{name}</span>
              </a>
            </th>
            <Cells {...props} part={`${record.id}/${field.name}`} />
          </tr>
        ))}
        <tr>
          <th scope="row">{t("profiles.authors.citedBy")}</th>
          <td colSpan={3}>
            <Cited {...props} of={record.id} />
          </td>
        </tr>
      </tbody>
    </CardTable>
  );
}

/** The sources of a passage or record, each linking to its description. */
function Cited({ t, locale, head, authors, titles, sourceName, of }: Known & { of: string }) {
  const ids = authors.cited.get(of) ?? [];
  if (ids.length === 0) return t("profiles.authors.noSource");
  return ids.map((id, n) => {
    const title = titles.get(id);
    return (
      <Fragment key={id}>
        {n > 0 ? " · " : null}
        {title ? (
          <a href={profileHref(locale, head.slug, `#sources-${id}`)}>
            <bdi>{title}</bdi>
          </a>
        ) : (
          <bdi>{sourceName(id)}</bdi>
        )}
      </Fragment>
    );
  });
}

function Head({ t, first, hasSources }: { t: Translator; first: string; hasSources?: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col">{t("profiles.authors.who")}</th>
        <th scope="col">{t("profiles.authors.when")}</th>
        <th scope="col">{t("profiles.authors.revision")}</th>
        {hasSources ? <th scope="col">{t("revisions.fields.record.sources")}</th> : null}
      </tr>
    </thead>
  );
}

function Cells({ t, locale, head, authors, part }: Known & { part: string }) {
  const wrote = authors.wrote.get(part);
  if (!wrote) return null;
  const isOlder = authors.older.has(part);
  return (
    <>
      <td data-l={t("profiles.authors.who")}>
        {isOlder ? (
          <span className="dim">{t("profiles.authors.older")}</span>
        ) : (
          <AuthorName t={t} locale={locale} author={wrote.author} />
        )}
      </td>
      <td data-l={t("profiles.authors.when")}>
        {isOlder ? "–" : <Time at={wrote.createdAt} locale={locale} isDayOnly />}
      </td>
      <td data-l={t("profiles.authors.revision")}>
        <a href={profileHref(locale, head.slug, `/revisions/${wrote.number}`)}>
          {t("past.revision.name", { number: wrote.number })}
        </a>
        <span className="tiny dim">
          {" "}
          <bdi>{wrote.summary === "" ? t("past.hidden.summary") : wrote.summary}</bdi>
        </span>
        {wrote.isReviewed && !isOlder ? (
          <>
            {" "}
            <Tag kind="ok">{t("profiles.authors.reviewed")}</Tag>
          </>
        ) : null}
      </td>
    </>
  );
}
