import type { ReactNode } from "react";
import { RevisionNote } from "@/components/revisions/revision-note";
import { RevisionWays, RightLink } from "@/components/revisions/ways";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Neighbours, RevisionLine } from "@/lib/pages/model";
import type { TextPlace } from "./text-place";

interface Props {
  t: Translator;
  locale: Locale;
  place: TextPlace;
  line: RevisionLine;
  neighbours: Neighbours;
  /** The text at that time, with its details. */
  children: ReactNode;
}

/** A text as of one of its revisions. */
export function TextRevisionView({ t, locale, place, line, neighbours, children }: Props) {
  const { number } = line;
  const isNewest = neighbours.next === null;
  return (
    <>
      <PageHead title={place.title} sub={t("past.revision.name", { number })} />
      <div className="wrap body flush stack g5">
        <Note
          kind={isNewest ? "plain" : "warn"}
          title={t(isNewest ? "past.revision.isCurrent" : "past.revision.banner", { number })}
        >
          <RevisionNote t={t} locale={locale} line={line} />
        </Note>
        <RevisionWays
          {...{ t, neighbours }}
          revisionHref={(other) => place.href(`/revisions/${other}`)}
          current={place.href()}
          change={withQuery(place.href("/diff"), { to: number })}
          oversee={localePath(locale, `${place.oversee}/${number}`)}
        >
          {place.revert && !isNewest && !line.isHidden ? (
            <RightLink
              href={place.revert(number)}
              right="write-pages"
              label={t("pages.own.revert.link")}
              plain={t("pages.own.revert.plain")}
            />
          ) : null}
        </RevisionWays>
        {children}
      </div>
    </>
  );
}
