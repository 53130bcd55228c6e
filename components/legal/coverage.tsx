import type { ReactNode } from "react";
import { ConfidenceTag } from "@/components/content/doubt";
import { Footnote } from "@/components/content/footnote";
import type { Footnotes } from "@/components/content/footnotes";
import { Bars } from "@/components/ui/bars";
import { type CoverageKind, CoverageMark as Mark } from "@/components/ui/status";
import { formatter, localeOf, type Translator } from "@/lib/i18n/translator";
import {
  ANSWER_STATES,
  type AnswerState,
  countStates,
  RECORDED,
  recordedOf,
  supporting,
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

/** Draws the mark and word for how far a country's law covers an article. */
export function Coverage({ t, value }: { t: Translator; value: AnswerState }) {
  const mark = <Mark kind={KINDS[value]} label={stateWord(t, value)} />;
  return value === "not_assessed" ? <span className="small dim">{mark}</span> : mark;
}

type Answered = Parameters<typeof countStates>[0][number];

/**
 * Draws the mark of an article: its assessment if there is one, else the recorded provision with its
 * confidence, else a note in small print that it is not assessed.
 */
export function AnswerMark(props: {
  t: Translator;
  of: Answered;
  /** Sources and confidence of the assessment. */
  assessed?: ReactNode;
  /** Sources of the provision. */
  found?: ReactNode;
}) {
  const { t, of, assessed, found } = props;
  const recorded = of.coverage === "not_assessed" ? recordedOf(of.provisions) : null;
  if (!recorded)
    return (
      <>
        <Coverage t={t} value={of.coverage} /> {assessed}
      </>
    );
  return (
    <>
      <Coverage t={t} value={recorded.is} />
      {recorded.is === "found" ? found : null} <ConfidenceTag value={recorded.confidence} t={t} />
    </>
  );
}

/** Draws the sources of the provisions found. They have no anchors: those belong to the provisions. */
export function FoundIn(props: {
  t: Translator;
  provisions: Parameters<typeof supporting>[0];
  footnotes: Footnotes;
}) {
  const { t, provisions, footnotes } = props;
  const sources = new Set(supporting(provisions).flatMap(({ provision }) => provision.sources));
  return [...sources].map((source) => <Footnote key={source} t={t} number={footnotes.numberOf(source)} />);
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
      <ul className="legend" aria-label={t("law.legend")}>
        {[...RECORDED, ...COVERAGES].map((value) => (
          <li key={value}>
            <Mark kind={KINDS[value]} label={stateWord(t, value)} />
          </li>
        ))}
      </ul>
      <p className="tiny dim">{t("law.recorded.about")}</p>
      <p className="tiny dim">{t("law.notOfficial")}</p>
    </div>
  );
}
