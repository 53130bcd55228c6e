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
  /** Null: before it appeared. */
  from: RevisionLine | null;
  to: RevisionLine;
  /** Null where either text is hidden. */
  diff: DiffResult | null;
  /** What changed round the text, where something did. */
  details?: ReactNode;
  neighbours: Neighbours;
  view: NonNullable<DiffQuery["view"]>;
}

/** Two revisions of a text compared. */
export function TextDiffView(props: Props) {
  const { t, locale, place, from, to, diff, details, view } = props;
  const path = place.href("/diff");
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
        <div className="row apart">
          <Ways {...props} path={path} />
          <DiffViews t={t} path={path} from={from?.number ?? 0} to={to.number} view={view} />
        </div>
        <Note>
          <RevisionNote t={t} locale={locale} line={to} />{" "}
          {diff ? (
            <span className="dim">
              <ChangeSizeText diff={diff} t={t} />
            </span>
          ) : null}
        </Note>
        {details}
        <Change {...props} />
      </div>
    </>
  );
}

const revisionName = (t: Translator, number: number) => t("profiles.diff.revision", { number });

/** To the two revisions, to what came later, and to all of them. */
function Ways({ t, place, from, to, neighbours, path }: Props & { path: string }) {
  return (
    <nav className="row" aria-label={t("profiles.revision.ways")}>
      {[from, to].flatMap((line) =>
        line ? (
          <ButtonLink key={line.number} href={place.href(`/revisions/${line.number}`)}>
            {revisionName(t, line.number)}
          </ButtonLink>
        ) : (
          []
        ),
      )}
      {neighbours.next === null ? null : (
        <ButtonLink rel="next" href={withQuery(path, { from: to.number, to: neighbours.next })}>
          {t("profiles.diff.later")}
        </ButtonLink>
      )}
      <ButtonLink href={place.href("/history")}>{t("blog.history.crumb")}</ButtonLink>
    </nav>
  );
}

/** What changed of the text, or why nothing is shown. */
function Change({ t, locale, from, to, diff, details, view }: Props) {
  if (diff === null) return <p className="dim">{t("profiles.hidden.text")}</p>;
  if (diff.size.passages === 0) return details ? null : <Empty>{t("profiles.diff.nothing")}</Empty>;
  return (
    <DiffView
      diff={diff}
      headingShift={-1}
      t={t}
      locale={locale}
      layout={view}
      before={from ? revisionName(t, from.number) : t("profiles.diff.empty")}
      after={revisionName(t, to.number)}
    />
  );
}
