import { Time } from "@/components/time";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { RevisionLine } from "@/lib/pages/model";
import { AuthorName } from "./author";
import { RevisionMark } from "./revision-tag";
import { summaryText } from "./summary-text";
import { TakenBackText } from "./taken-back";

/** The two choices by which a row of a history is compared: the newest two are chosen until someone chooses. */
export function PickCells(props: { t: Translator; number: number; index: number; count: number }) {
  const { t, number, index, count } = props;
  return (
    <>
      <td data-l={t("past.history.from")}>
        <Pick
          name="from"
          number={number}
          isPicked={index === Math.min(1, count - 1)}
          label={t("past.history.fromRevision", { number })}
        />
      </td>
      <td data-l={t("past.history.to")}>
        <Pick
          name="to"
          number={number}
          isPicked={index === 0}
          label={t("past.history.toRevision", { number })}
        />
      </td>
    </>
  );
}

function Pick(props: { name: "from" | "to"; number: number; isPicked: boolean; label: string }) {
  const { name, number, isPicked, label } = props;
  return (
    <label className="pick">
      <input type="radio" name={name} value={number} defaultChecked={isPicked} aria-label={label} />
    </label>
  );
}

/** The number of a revision, leading to its address, and when it was made. */
export function RevisionCell(props: {
  t: Translator;
  locale: Locale;
  number: number;
  createdAt: Date;
  href: string;
}) {
  const { t, locale, number, createdAt, href } = props;
  return (
    <th scope="row" className="num">
      <a href={href}>
        <span className="vh">{t("past.history.revision")} </span>
        {formatter(locale).number(number, { useGrouping: false })}
      </a>
      <br />
      <span className="dim tiny">
        <Time at={createdAt} locale={locale} />
      </span>
    </th>
  );
}

interface LineProps {
  t: Translator;
  locale: Locale;
  line: RevisionLine;
}

/** Shows who wrote a revision. */
export function AuthorCell({ t, locale, line }: LineProps) {
  return (
    <td data-l={t("past.history.by")}>
      <AuthorName t={t} locale={locale} author={line.author} />
    </td>
  );
}

/** Shows why a revision was made, what it took back, and by how much it changed the size. */
export function ChangeCells({ t, locale, line }: LineProps) {
  return (
    <>
      <td data-l={t("past.history.summary")}>
        <bdi>{summaryText(t, line)}</bdi> <RevisionMark t={t} line={line} />
        <TakenBackText t={t} locale={locale} line={line} />
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

/** The heads of a history's columns; of a page with several sections, which one is a column too. */
export function HistoryHead({ t, hasSections }: { t: Translator; hasSections: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">{t("past.history.from")}</th>
        <th scope="col">{t("past.history.to")}</th>
        <th scope="col">{t("past.history.revision")}</th>
        <th scope="col">{t("past.history.by")}</th>
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
