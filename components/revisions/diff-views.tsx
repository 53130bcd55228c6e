import { ButtonLink } from "@/components/ui/button";
import { withQuery } from "@/components/with-query";
import type { Translator } from "@/lib/i18n/translator";
import { DIFF_VIEWS, type DiffQuery } from "@/lib/pages/model";

interface Props {
  t: Translator;
  /** Where the differences stand. */
  path: string;
  from: number;
  to: number;
  view: NonNullable<DiffQuery["view"]>;
}

/** How prose is laid out; records look the same in each. */
export function DiffViews({ t, path, from, to, view }: Props) {
  return (
    <nav className="row" aria-label={t("past.diff.views")}>
      {DIFF_VIEWS.map((one) => (
        <ButtonLink
          key={one}
          className={one === view ? "on" : undefined}
          aria-current={one === view ? "true" : undefined}
          href={withQuery(path, { from, to, view: one === "both" ? null : one })}
        >
          {t(`past.diff.view.${one}`)}
        </ButtonLink>
      ))}
    </nav>
  );
}
