import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { withQuery } from "@/components/with-query";
import type { Translator } from "@/lib/i18n/translator";
import { DIFF_VIEWS, type DiffQuery, type Neighbours, type RevisionLine } from "@/lib/pages/model";

interface DiffProps {
  t: Translator;
  /** Returns an address below the page's: `href("/diff")`. */
  href: (below: string) => string;
  /** Null for the state before the first revision. */
  from: RevisionLine | null;
  to: RevisionLine;
  view: NonNullable<DiffQuery["view"]>;
  /** The start of the previous change, and the end of the next one; null if there is none. */
  earlier?: number | null;
  later: number | null;
  children?: ReactNode;
}

/** Links from a comparison: to both texts, to the previous and next change, and to other layouts of prose. */
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
  /** The addresses of the current text, of the revision's change, and of the screen where moderators hide it. */
  current: string;
  change: string;
  oversee: string;
  children?: ReactNode;
}

/** Links from a revision: to the current text, to its change, and to the previous and next revision. */
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
      <RightLink
        href={oversee}
        right="oversee"
        label={t("past.hidden.link")}
        plain={t("past.hidden.linkPlain")}
      />
      {children}
    </nav>
  );
}

/**
 * A link for members with a right (`enhance/rights.ts`). A script shows it to them only; without scripts everyone
 * sees it with another label, and its screen checks permission.
 */
export function RightLink(props: {
  href: string;
  right: "oversee" | "write-pages";
  label: string;
  plain: string;
}) {
  const { href, right, label, plain } = props;
  return (
    <>
      <ButtonLink href={href} rel="nofollow" {...{ [`data-${right}`]: "" }} hidden>
        {label}
      </ButtonLink>
      <noscript>
        <ButtonLink href={href} rel="nofollow">
          {plain}
        </ButtonLink>
      </noscript>
    </>
  );
}
