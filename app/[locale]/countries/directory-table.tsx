import { ConfidenceTag } from "@/components/content/doubt";
import { profileHref } from "@/components/profiles/addresses";
import { TreatyStatusMark } from "@/components/profiles/status-mark";
import { Day } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { CardTable, SortHeader } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { formatter } from "@/lib/i18n/translator";
import { type DirectoryQuery, type Sort, sortOf, treatyOf } from "@/lib/profiles/reading/directory/model";
import {
  type DirectoryEntry,
  type Region,
  statusWord,
  type TreatyStanding,
} from "@/lib/profiles/reading/model";
import { briefly } from "@/lib/revisions/doubt";
import { FILTERS } from "./directory-filters";

interface Props {
  t: Translator;
  locale: Locale;
  query: DirectoryQuery;
  rows: readonly DirectoryEntry[];
  /** Number of entries that match the filters, and of all. */
  found: number;
  total: number;
  sections: number;
}

/** The directory as a table: it contains all data of the map, and more. */
export function DirectoryTable(props: Props) {
  const { t, locale, query, rows } = props;
  if (rows.length === 0) {
    return (
      <Empty
        action={
          <ButtonLink href={localePath(locale, "/countries")}>{t("profiles.directory.clear")}</ButtonLink>
        }
      >
        <span data-live-count="">{t("profiles.directory.nothing")}</span>
      </Empty>
    );
  }
  return (
    <CardTable caption={<Caption {...props} />}>
      <thead>
        <tr>
          <Header {...props} by="name">
            {t("profiles.directory.country")}
          </Header>
          <th scope="col">{t("profiles.region.label")}</th>
          <Header {...props} by="status">
            {t(`profiles.treaty.${treatyOf(query)}`)}
          </Header>
          <Header {...props} by="date">
            {t("profiles.directory.consent")}
          </Header>
          <th scope="col">{t("profiles.standing.inForce")}</th>
          <Header {...props} by="sections" isNumber>
            {t("profiles.directory.sections")}
          </Header>
          <Header {...props} by="updated">
            {t("profiles.directory.updated")}
          </Header>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.slug} {...props} row={row} />
        ))}
      </tbody>
    </CardTable>
  );
}

function Caption({ t, found, total, query }: Props) {
  const { by } = sortOf(query);
  return (
    <>
      <span data-live-count="">
        {t("profiles.directory.caption", { found, total, order: t(`profiles.directory.order.${by}`) })}
      </span>
      {query.sort ? <input type="hidden" form={FILTERS} name="sort" value={query.sort} /> : null}
    </>
  );
}

function Header(props: Props & { by: Sort; isNumber?: boolean; children: string }) {
  const { locale, query, by, isNumber, children } = props;
  const current = sortOf(query);
  const isSorted = current.by === by;
  const next = isSorted && !current.isDescending ? `-${by}` : by;
  const href = withQuery(localePath(locale, "/countries"), { ...query, after: undefined, sort: next });
  const sorted = isSorted ? (current.isDescending ? "descending" : "ascending") : null;
  return (
    <SortHeader href={href} sorted={sorted} isNumber={isNumber}>
      {children}
    </SortHeader>
  );
}

function Row({ t, locale, query, row, sections }: Props & { row: DirectoryEntry }) {
  const treaty = treatyOf(query);
  const standing = row.standings[treaty];
  const f = formatter(locale);
  return (
    <tr>
      <th scope="row">
        <a href={profileHref(locale, row.slug)}>{row.names[locale]}</a>
      </th>
      <td data-l={t("profiles.region.label")}>
        {row.region ? t(`profiles.region.${row.region as Region}`) : "–"}
      </td>
      <td data-l={t(`profiles.treaty.${treaty}`)}>
        <Standing {...{ t, query, standing }} />
      </td>
      <td data-l={t("profiles.directory.consent")} className="num">
        <PartyDay {...{ t, locale, standing }} day={standing.consentOn} value={standing.consentConfidence} />
      </td>
      <td data-l={t("profiles.standing.inForce")} className="num">
        <PartyDay
          {...{ t, locale, standing }}
          day={standing.inForceOn}
          value={standing.inForceConfidence}
          isInForce
        />
      </td>
      <td data-l={t("profiles.directory.sections")} className="r">
        {t("profiles.directory.filled", {
          filled: f.number(row.filledSections),
          sections: f.number(sections),
        })}
        {row.overdueSections > 0 ? (
          <>
            {" "}
            <Tag kind="warn" icon="clock">
              {t("freshness.directory", { count: row.overdueSections })}
            </Tag>
          </>
        ) : null}
      </td>
      <td data-l={t("profiles.directory.updated")} className="num">
        {row.updatedAt ? (
          <Day day={row.updatedAt.toISOString().slice(0, 10)} locale={locale} />
        ) : (
          <span className="dim">–</span>
        )}
      </td>
    </tr>
  );
}

/** A country's treaty status, marked if no source supports it; the mark covers the dates of its row. */
function Standing({ t, query, standing }: Pick<Props, "t" | "query"> & { standing: TreatyStanding }) {
  const status = statusWord(standing);
  const word = query.asOf && status === "none" ? "noneKnown" : status;
  return <TreatyStatusMark t={t} status={status} confidence={standing.confidence} word={word} />;
}

/** A date that only Parties have; if unknown, this is stated. */
function PartyDay(props: {
  t: Translator;
  locale: Locale;
  standing: TreatyStanding;
  day: string | null;
  /** Confidence of the date. */
  value: string | null;
  isInForce?: boolean;
}) {
  const { t, locale, standing, day, value, isInForce } = props;
  if (day) {
    // The mark of the status covers its row.
    const isCovered = briefly(standing.confidence) !== "confirmed";
    return (
      <>
        <Day day={day} locale={locale} /> {isCovered ? null : <ConfidenceTag value={briefly(value)} t={t} />}
      </>
    );
  }
  if (isInForce && statusWord(standing) === "ratified") return <span>{t("profiles.standing.notYet")}</span>;
  return <span className="dim">{standing.status === "party" ? t("profiles.standing.notKnown") : "–"}</span>;
}
