import type { ReactNode } from "react";
import { ChangeSizeText, DiffView } from "@/components/revisions/diff-view";
import { RevisionNote } from "@/components/revisions/revision-note";
import { DiffWays } from "@/components/revisions/ways";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DiffQuery, Neighbours, RevisionLine } from "@/lib/pages/model";
import type { DiffResult } from "@/lib/revisions/model";
import type { TextPlace } from "./text-place";

interface Props {
  t: Translator;
  locale: Locale;
  place: TextPlace;
  /** Null for the state before publication. */
  from: RevisionLine | null;
  to: RevisionLine;
  /** Null if either text is hidden. */
  diff: DiffResult | null;
  /** The changes of the details, if any. */
  details?: ReactNode;
  neighbours: Neighbours;
  view: NonNullable<DiffQuery["view"]>;
}

/** Two revisions of a text compared. */
export function TextDiffView(props: Props) {
  const { t, locale, place, from, to, diff, details, neighbours, view } = props;
  const revision = (number: number) => t("past.revision.name", { number });
  return (
    <>
      <PageHead
        title={place.title}
        sub={
          from
            ? t("past.diff.sub", { from: from.number, to: to.number })
            : t("past.diff.subFirst", { to: to.number })
        }
        actions={<ButtonLink href={place.href()}>{place.back}</ButtonLink>}
      />
      <div className="wrap body flush stack g5">
        <DiffWays {...{ t, from, to, view }} href={place.href} later={neighbours.next}>
          <ButtonLink href={place.href("/history")}>{t("past.history.name")}</ButtonLink>
        </DiffWays>
        <Note>
          <RevisionNote t={t} locale={locale} line={to} />{" "}
          {diff ? (
            <span className="dim">
              <ChangeSizeText diff={diff} t={t} />
            </span>
          ) : null}
        </Note>
        {details}
        {diff === null ? (
          <p className="dim">{t("past.hidden.text")}</p>
        ) : diff.size.passages === 0 ? (
          details ? null : (
            <Empty>{t("past.diff.nothing")}</Empty>
          )
        ) : (
          <DiffView
            diff={diff}
            headingShift={-1}
            t={t}
            locale={locale}
            layout={view}
            before={from ? revision(from.number) : t("past.diff.empty")}
            after={revision(to.number)}
          />
        )}
      </div>
    </>
  );
}
