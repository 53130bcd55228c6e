import type { ReactNode } from "react";
import type { Translator } from "@/lib/i18n/translator";

/**
 * The links to the previous and next part of a list that is paged by key, which is stable while rows are
 * added. `children` say what is shown ("Revisions 34 to 42 of 42"). If everything fits on one page, only
 * `children` are shown.
 */
export function Pager(props: {
  t: Translator;
  label: string;
  previous?: string | null;
  next?: string | null;
  children?: ReactNode;
}) {
  const { t, label, previous, next, children } = props;
  if (!previous && !next)
    return children ? (
      <div className="pages">
        <span className="dim">{children}</span>
      </div>
    ) : null;
  return (
    <nav className="pages" aria-label={label}>
      <span className="dim">{children}</span>
      <ul>
        {previous ? (
          <li>
            <a href={previous} rel="prev">
              {t("common.pager.previous")}
            </a>
          </li>
        ) : null}
        {next ? (
          <li>
            <a href={next} rel="next">
              {t("common.pager.next")}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
