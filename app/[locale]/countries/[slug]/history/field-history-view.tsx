import type { ReactNode } from "react";
import { FieldValue } from "@/components/content/field-value";
import { languageOf, Marks, sureness, Within } from "@/components/content/record-parts";
import { pastOf, profileHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { AuthorName } from "@/components/revisions/author";
import { TokenMark } from "@/components/revisions/revision-tag";
import { summaryText } from "@/components/revisions/summary-text";
import { Day, Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { CardTable } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import { message } from "@/lib/i18n/translator";
import type { FieldMoment } from "@/lib/pages/model";
import { type AnyRecord, type Field, fieldLabelKey, isBlank } from "@/lib/revisions/records-fields";
import {
  nameOf,
  type PastProps,
  PastSources,
  PastWatch,
  pastFootnotes,
  prefixOf,
  shapeOf,
} from "./record-past";

type Props = PastProps & { field: Field; values: readonly FieldMoment[] };

/** Every value that one field of a record has had: since when, until when, by whom, and with which sources. */
export function FieldHistoryView(props: Props) {
  const { t, locale, head, section, record, field, values } = props;
  const footnotes = pastFootnotes(values, props);
  const past = pastOf(locale, head.slug, section);
  const label = message(t, fieldLabelKey(section, field));
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab="history"
      sub={t("profiles.history.fieldSub", {
        field: label,
        record: nameOf(props),
        section: sectionTitle(t, section),
      })}
      actions={<PastWatch {...props} field={field.name} />}
    >
      <div className="wrap body stack g5">
        <p className="row">
          <ButtonLink href={past(record)}>{t("profiles.history.ofRecord")}</ButtonLink>
          <ButtonLink href={withQuery(profileHref(locale, head.slug, "/history"), { section })}>
            {t("profiles.history.ofSection", { section: sectionTitle(t, section) })}
          </ButtonLink>
        </p>
        <CardTable caption={t("profiles.history.fieldCaption", { field: label })}>
          <thead>
            <tr>
              <th scope="col">{t("past.history.revision")}</th>
              <th scope="col">{t("profiles.history.value")}</th>
              <th scope="col">{t("profiles.history.until")}</th>
              <th scope="col">{t("past.history.by")}</th>
              <th scope="col">{t("past.history.summary")}</th>
            </tr>
          </thead>
          <tbody>
            {values.map((moment) => (
              <Row key={moment.number} {...props} moment={moment} numberOf={footnotes.numberOf} />
            ))}
          </tbody>
        </CardTable>
        <PastSources {...props} footnotes={footnotes} />
      </div>
    </ProfileFrame>
  );
}

type RowProps = Props & { moment: FieldMoment; numberOf: (source: string) => number | null };

function Row(props: RowProps) {
  const { t, locale, head, section, moment } = props;
  const { number, createdAt, until } = moment;
  const revisionHref = (of: number) => profileHref(locale, head.slug, `/revisions/${of}#${section}`);
  return (
    <tr>
      <th scope="row" className="num">
        <a href={revisionHref(number)}>{t("past.revision.name", { number })}</a>
        <br />
        <span className="dim tiny">
          <Time at={createdAt} locale={locale} />
        </span>
      </th>
      <td data-l={t("profiles.history.value")}>
        <Value {...props} />
      </td>
      <td data-l={t("profiles.history.until")}>
        {until ? (
          <a href={revisionHref(until.number)}>
            <Time at={until.createdAt} locale={locale} />
          </a>
        ) : (
          t("profiles.history.today")
        )}
      </td>
      <td data-l={t("past.history.by")}>
        <AuthorName t={t} locale={locale} author={moment.author} />
      </td>
      <td data-l={t("past.history.summary")}>
        <bdi>{summaryText(t, moment)}</bdi> {moment.byToken ? <TokenMark t={t} /> : null}
      </td>
    </tr>
  );
}

/** The value with the marks of its record: sources, confidence and date. */
function Value(props: RowProps) {
  const { t, locale, section, moments, field, moment, numberOf } = props;
  const { record } = moment;
  const shape = shapeOf(section, moments);
  if (!record || !shape) return <span className="dim">{t("profiles.history.recordGone")}</span>;
  const asOf = field.name === "asOf" ? null : record.asOf;
  return (
    <>
      {drawn(props, record)}
      <Marks record={record} fields={shape.fields} prefix={prefixOf(moment)} numberOf={numberOf} t={t} />
      {typeof asOf === "string" ? (
        <div className="dim tiny">
          {t("profiles.page.dataAsOf")} <Day day={asOf} locale={locale} />
        </div>
      ) : null}
    </>
  );
}

function drawn(props: RowProps, record: AnyRecord): ReactNode {
  const { t, locale, head, section, moments, field, moment, numberOf, sources } = props;
  const { value } = moment;
  const shape = shapeOf(section, moments);
  if (isBlank(field, value) && field.type !== "fact4")
    return <span className="dim">{t("profiles.history.noValue")}</span>;
  if (field.type === "records" && shape) {
    const historyOf = pastOf(locale, head.slug, section);
    return (
      <Within
        {...{ t, locale, field, record, numberOf, historyOf }}
        kind={shape}
        records={[record]}
        prefix={prefixOf(moment)}
      />
    );
  }
  if (field.type === "sources") {
    const titles = new Map(sources.map((source) => [source.id, source.title]));
    return (
      <ul>
        {(value as string[]).map((id) => (
          <li key={id}>
            <bdi>{titles.get(id) ?? id}</bdi>
          </li>
        ))}
      </ul>
    );
  }
  return <FieldValue {...{ field, value, t, locale }} lang={languageOf(record)} than={sureness(record)} />;
}
