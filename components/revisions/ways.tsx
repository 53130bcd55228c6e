import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { withQuery } from "@/components/with-query";
import type { Translator } from "@/lib/i18n/translator";
import { DIFF_VIEWS, type DiffQuery, type Neighbours, type RevisionLine } from "@/lib/pages/model";

interface DiffProps {
  t: Translator;
  /** What stands below the page: `href("/diff")`. */
  href: (below: string) => string;
  /** Null: before anything was written. */
  from: RevisionLine | null;
  to: RevisionLine;
  view: NonNullable<DiffQuery["view"]>;
  /** From which revision on the change before is, and to which the change after; null where no way leads there. */
  earlier?: number | null;
  later: number | null;
  children?: ReactNode;
}

/** The ways from a comparison: to both texts, along the history, and to the same with prose laid out otherwise. */
export function DiffWays({ t, href, from, to, view, earlier = null, later, children }: DiffProps) {
  const path = href("/diff");
  return (
    <div className="row apart">
      <nav className="row" aria-label={t("past.revision.ways")}>
        {[from, to].flatMap((line) =>
          line ? (
            <ButtonLink key={line.number} href={href(`/revisions/${line.number}`)}>
              {t("past.revision.name", { number: line.number })}
            </ButtonLink>
          ) : (
            []
          ),
        )}
        {from === null || earlier === null ? null : (
          <ButtonLink rel="prev" href={withQuery(path, { from: earlier, to: from.number })}>
            {t("past.diff.earlier")}
          </ButtonLink>
        )}
        {later === null ? null : (
          <ButtonLink rel="next" href={withQuery(path, { from: to.number, to: later })}>
            {t("past.diff.later")}
          </ButtonLink>
        )}
        {children}
      </nav>
      <nav className="row" aria-label={t("past.diff.views")}>
        {DIFF_VIEWS.map((one) => (
          <ButtonLink
            key={one}
            className={one === view ? "on" : undefined}
            aria-current={one === view ? "true" : undefined}
            href={withQuery(path, {
              from: from?.number ?? 0,
              to: to.number,
              view: one === "both" ? null : one,
            })}
          >
            {t(`past.diff.view.${one}`)}
          </ButtonLink>
        ))}
      </nav>
    </div>
  );
}

interface RevisionProps {
  t: Translator;
  neighbours: Neighbours;
  revisionHref: (number: number) => string;
  /** The text as it stands, what the revision changed, and where moderators hide it. */
  current: string;
  change: string;
  oversee: string;
  children?: ReactNode;
}

/** The ways from a revision: to the current text, to what it changed, and along the history. */
export function RevisionWays(props: RevisionProps) {
  const { t, neighbours, revisionHref, current, change, oversee, children } = props;
  return (
    <nav className="row" aria-label={t("past.revision.ways")}>
      <ButtonLink href={current}>{t("past.revision.current")}</ButtonLink>
      <ButtonLink href={change}>{t("past.revision.see")}</ButtonLink>
      {neighbours.previous === null ? null : (
        <ButtonLink href={revisionHref(neighbours.previous)} rel="prev">
          {t("past.revision.previous")}
        </ButtonLink>
      )}
      {neighbours.next === null ? null : (
        <ButtonLink href={revisionHref(neighbours.next)} rel="next">
          {t("past.revision.next")}
        </ButtonLink>
      )}
      <OverseeLink t={t} href={oversee} />
      {children}
    </nav>
  );
}

/** Where a revision is hidden: a script shows it to moderators; without scripts it leads everyone, and they are told. */
function OverseeLink({ t, href }: { t: Translator; href: string }) {
  return (
    <>
      <ButtonLink href={href} rel="nofollow" data-oversee="" hidden>
        {t("past.hidden.link")}
      </ButtonLink>
      <noscript>
        <ButtonLink href={href} rel="nofollow">
          {t("past.hidden.linkPlain")}
        </ButtonLink>
      </noscript>
    </>
  );
}
