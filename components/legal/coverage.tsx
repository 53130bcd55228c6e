import type { ReactNode } from "react";
import { Bars } from "@/components/ui/bars";
import { type CoverageKind, CoverageMark as Mark } from "@/components/ui/status";
import { formatter, localeOf, type Translator } from "@/lib/i18n/translator";
import {
  ANSWER_STATES,
  type AnswerState,
  countStates,
  RECORDED,
  recordedOf,
} from "@/lib/legal/recorded/model";
import { COVERAGES } from "@/lib/profiles/kinds/mappings";

const KINDS: Readonly<Record<AnswerState, CoverageKind>> = {
  found: "found",
  recorded: "recorded",
  full: "full",
  partial: "partial",
  general_provision: "general",
  draft_only: "draft",
  none: "none",
  not_assessed: "not_assessed",
};

/** Names how a country's law answers an article: its assessment or, without one, whether a provision was found. */
export function stateWord(t: Translator, value: AnswerState): string {
  return value === "found" || value === "recorded"
    ? t(`law.recorded.${value}`)
    : t(`revisions.options.coverage.${value}`);
}

/**
 * Draws the mark and word for how far a country's law covers an article. `isQuiet` shows the mark alone, with the
 * word for screen readers: for a matrix with a legend.
 */
export function Coverage(props: { t: Translator; value: AnswerState; isQuiet?: boolean }) {
  const { t, value, isQuiet = false } = props;
  const mark = <Mark kind={KINDS[value]} label={stateWord(t, value)} isQuiet={isQuiet} />;
  return value === "not_assessed" ? <span className="small dim">{mark}</span> : mark;
}

type Answered = Parameters<typeof countStates>[0][number];

/**
 * Draws the mark of an article: its assessment if there is one, else whether a provision is recorded, else a note in
 * small print that it is not assessed. The sources and the confidence of a provision are only shown at the provision,
 * which every page lists beside this mark.
 */
export function AnswerMark(props: {
  t: Translator;
  of: Answered;
  /** Sources and confidence of the assessment. */
  assessed?: ReactNode;
  isQuiet?: boolean;
}) {
  const { t, of, assessed, isQuiet = false } = props;
  const recorded = of.coverage === "not_assessed" ? recordedOf(of.provisions) : null;
  return (
    <>
      <Coverage t={t} value={recorded?.is ?? of.coverage} isQuiet={isQuiet} /> {recorded ? null : assessed}
    </>
  );
}

/**
 * Counts answers by their state, each with a bar; states without any answer are left out. Nothing if none is assessed:
 * the bars would only compare what is recorded.
 */
export function AnswerBars({ t, of }: { t: Translator; of: readonly Answered[] }) {
  if (of.every(({ coverage }) => coverage === "not_assessed")) return null;
  const f = formatter(localeOf(t));
  const count = countStates(of);
  return (
    <Bars
      bars={ANSWER_STATES.filter((value) => count(value) > 0).map((value) => ({
        label: <Coverage t={t} value={value} />,
        value: count(value),
        text: f.number(count(value)),
      }))}
    />
  );
}

/** Explains the marks, once on a page that has any, and says that they are not official assessments. */
export function CoverageLegend({ t }: { t: Translator }) {
  return (
    <div className="stack g2">
      <CoverageKey t={t} />
      <CoverageNotes t={t} />
    </div>
  );
}

/** Lists each mark with its word. A matrix, whose cells have marks alone, has it above. */
export function CoverageKey({ t }: { t: Translator }) {
  return (
    <ul className="legend" aria-label={t("law.legend")}>
      {[...RECORDED, ...COVERAGES].map((value) => (
        <li key={value}>
          <Mark kind={KINDS[value]} label={stateWord(t, value)} />
        </li>
      ))}
    </ul>
  );
}

/** Says what the marks rely on, and that they are not official assessments. */
export function CoverageNotes({ t }: { t: Translator }) {
  return (
    <>
      <p className="tiny dim">{t("law.recorded.about")}</p>
      <p className="tiny dim">{t("law.notOfficial")}</p>
    </>
  );
}
