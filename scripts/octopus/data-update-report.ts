import type { Change } from "@/db/seed/changes";
import type { SectionUpdate, UpdatePlan } from "@/db/seed/update";

/** Number of sections and countries that an update wrote, by outcome. */
export interface Outcome {
  begun: number;
  revised: number;
  proposed: number;
  languages: number;
}

const STEPS: Record<SectionUpdate["step"], string> = {
  begin: "first text",
  revise: "revision",
  propose: "proposal for review, since a member has edited it",
};

/** Describes what an update changes, in lines: by country, by section, and each value before and after. */
export function describePlan({ sections, languages, left }: UpdatePlan): string[] {
  const slugs = [...new Set([...sections, ...languages].map(({ slug }) => slug))].sort();
  const lines = slugs.flatMap((slug) => [
    slug,
    ...languages
      .filter((one) => one.slug === slug)
      .map(({ before, languages: now }) => `  languages: ${listed(before)} → ${listed(now)}`),
    ...sections.filter((one) => one.slug === slug).flatMap(describeSection),
  ]);
  return [...lines, ...left.map((place) => `${place}: left as it is, since a member began it`)];
}

const listed = (codes: readonly string[]) => codes.join(", ") || "none";

function describeSection({ key, step, changes }: SectionUpdate): string[] {
  return [`  ${key}: ${STEPS[step]}`, ...changes.map((change) => `    ${describeChange(change)}`)];
}

function describeChange({ path, before, after }: Change): string {
  if (before === null) return `added    ${path}: ${after}`;
  if (after === null) return `removed  ${path}: ${before}`;
  return `changed  ${path}: ${before} → ${after}`;
}

/** Sums up an update in one line; without an outcome, what a dry run found. */
export function summaryOf(plan: UpdatePlan, outcome: Outcome | null): string {
  const steps = (step: SectionUpdate["step"]) => plan.sections.filter((one) => one.step === step).length;
  const { begun, revised, proposed, languages } = outcome ?? {
    begun: steps("begin"),
    revised: steps("revise"),
    proposed: steps("propose"),
    languages: plan.languages.length,
  };
  const countries = new Set([...plan.sections, ...plan.languages].map(({ slug }) => slug)).size;
  const counts = `sections revised ${revised}, begun ${begun}, proposed for review ${proposed}, left as members began them ${plan.left.length}; languages of countries ${languages}`;
  if (begun + revised + proposed + languages === 0) return `Nothing to change: the site has this edition`;
  return outcome
    ? `Updated: countries ${countries}, ${counts}`
    : `A dry run, nothing was changed. It would be: countries ${countries}, ${counts}`;
}
