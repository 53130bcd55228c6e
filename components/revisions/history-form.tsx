import type { ReactNode } from "react";
import { Pager } from "@/components/pager";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { CardTable } from "@/components/ui/table";
import { withQuery } from "@/components/with-query";
import type { Page } from "@/lib/core/paging";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { RevisionLine } from "@/lib/pages/model";
import { AuthorName } from "./author";
import { RevisionMark } from "./revision-tag";
import { summaryText } from "./summary-text";
import { TakenBackText } from "./taken-back";

interface Props {
  t: Translator;
  locale: Locale;
  history: Page<RevisionLine>;
  /** Returns an address below the page's: `href("/history")`. */
  href: (below: string) => string;
  changeHref: (line: RevisionLine) => string;
  className: string;
  /** Shown if there are not two revisions to choose. */
  nothing?: ReactNode;
  /** The filters of the history. */
  query?: Readonly<Record<string, string | undefined>>;
  /** For a page with several sections: returns the name of a revision's section. */
  sectionOf?: (line: RevisionLine) => string;
  /** Draws what else is known of a change, after its summary. */
  note?: (line: RevisionLine) => ReactNode;
  /** Draws further actions for a revision. */
  more?: (line: RevisionLine) => ReactNode;
  /** Shown beside the links to further parts of the list. */
  children?: ReactNode;
}

/** A list of a page's revisions, any two of which can be compared. */
export function HistoryForm(props: Props) {
  const { t, history, href, query, nothing, children } = props;
  const { rows, previous, next } = history;
  const path = href("/history");
  return (
    <form action={href("/diff")} className={props.className}>
      {rows.length > 1 ? (
        <div className="row end">
          <input type="hidden" name="chosen" value="1" />
          <Button kind="pri">{t("past.history.compare")}</Button>
        </div>
      ) : (
        nothing
      )}
      {rows.length > 0 ? (
        <CardTable className="hist" caption={t("past.history.caption")}>
          <Head t={t} hasSections={props.sectionOf !== undefined} />
          <tbody>
            {rows.map((line, index) => (
              <Row key={line.number} {...props} line={line} index={index} />
            ))}
          </tbody>
        </CardTable>
      ) : null}
      <Pager
        t={t}
        label={t("past.history.pages")}
        previous={previous ? withQuery(path, { ...query, after: previous }) : null}
        next={next ? withQuery(path, { ...query, before: next }) : null}
      >
        {children}
      </Pager>
    </form>
  );
}

function Row(props: Props & { line: RevisionLine; index: number }) {
  const { t, locale, line, index, sectionOf, more } = props;
  const { number } = line;
  return (
    <tr>
      <PickCells t={t} number={number} index={index} count={props.history.rows.length} />
      <th scope="row" className="num">
        <a href={props.href(`/revisions/${number}`)}>
          <span className="vh">{t("past.history.revision")} </span>
          {formatter(locale).number(number, { useGrouping: false })}
        </a>
        <br />
        <span className="dim tiny">
          <Time at={line.createdAt} locale={locale} />
        </span>
      </th>
      <td data-l={t("past.history.by")}>
        <AuthorName t={t} locale={locale} author={line.author} />
      </td>
      {sectionOf ? <td data-l={t("profiles.section.label")}>{sectionOf(line)}</td> : null}
      <ChangeCells t={t} locale={locale} line={line} note={props.note} />
      <td data-l={t("past.history.actions")}>
        <a href={props.changeHref(line)} aria-label={t("past.history.changeOf", { number })}>
          {t("past.history.change")}
        </a>
        {more ? <> {more(line)}</> : null}
      </td>
    </tr>
  );
}

/** The two radio buttons for comparing a row of a history; the newest two are selected at first. */
function PickCells(props: { t: Translator; number: number; index: number; count: number }) {
  const { t, number, index, count } = props;
  const picked = { from: Math.min(1, count - 1), to: 0 };
  return (["from", "to"] as const).map((name) => (
    <td key={name} data-l={t(`past.history.${name}`)}>
      <label className="pick">
        <input
          type="radio"
          name={name}
          value={number}
          defaultChecked={index === picked[name]}
          aria-label={t(`past.history.${name}Revision`, { number })}
        />
      </label>
    </td>
  ));
}

/** The reason for a revision, what it reverted, and the change in size. */
function ChangeCells({
  t,
  locale,
  line,
  note,
}: Pick<Props, "t" | "locale"> & { line: RevisionLine; note: Props["note"] | undefined }) {
  return (
    <>
      <td data-l={t("past.history.summary")}>
        <bdi>{summaryText(t, line)}</bdi> <RevisionMark t={t} line={line} />
        <TakenBackText t={t} locale={locale} line={line} />
        {note?.(line)}
        {line.mergedInto === null ? null : (
          <span className="dim"> {t("past.history.mergedInto", { number: line.mergedInto })}</span>
        )}
      </td>
      <td data-l={t("past.history.size")} className="r">
        {formatter(locale).number(line.sizeChange, { signDisplay: "exceptZero" })}
      </td>
    </>
  );
}

/** The column headings of a history; with several sections, the section is a column too. */
function Head({ t, hasSections }: { t: Translator; hasSections: boolean }) {
  return (
    <thead>
      <tr>
        {(["from", "to", "revision", "by"] as const).map((one) => (
          <th key={one} scope="col">
            {t(`past.history.${one}`)}
          </th>
        ))}
        {hasSections ? <th scope="col">{t("profiles.section.label")}</th> : null}
        <th scope="col">{t("past.history.summary")}</th>
        <th scope="col" className="r">
          {t("past.history.size")}
        </th>
        <th scope="col">
          <span className="vh">{t("past.history.actions")}</span>
        </th>
      </tr>
    </thead>
  );
}
