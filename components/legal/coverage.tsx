import { type CoverageKind, CoverageMark as Mark } from "@/components/ui/status";
import type { Translator } from "@/lib/i18n/translator";
import { COVERAGES, type Coverage as Value } from "@/lib/profiles/kinds/mappings";

const KINDS: Readonly<Record<Value, CoverageKind>> = {
  full: "full",
  partial: "partial",
  general_provision: "general",
  draft_only: "draft",
  none: "none",
  not_assessed: "not_assessed",
};

/** How far a country's law covers an article: the mark and its word, which in a matrix is for the ear only. */
export function Coverage({ t, value, isQuiet }: { t: Translator; value: Value; isQuiet?: boolean }) {
  return <Mark kind={KINDS[value]} label={t(`revisions.options.coverage.${value}`)} isQuiet={isQuiet} />;
}

/** What the marks mean, once on a page that has any, and that they are nobody's official word. */
export function CoverageLegend({ t }: { t: Translator }) {
  return (
    <div className="stack g2">
      <ul className="legend" aria-label={t("law.legend")}>
        {COVERAGES.map((value) => (
          <li key={value}>
            <Coverage t={t} value={value} />
          </li>
        ))}
      </ul>
      <p className="tiny dim">{t("law.notOfficial")}</p>
    </div>
  );
}
