import type { AuthorityFunction } from "@/lib/profiles/kinds/authorities";
import { bySureness, leastSure } from "@/lib/revisions/doubt";
import { placeOf } from "@/lib/vocabulary/paragraphs";
import type { Naming } from "./catalogue";
import { type CountryFacts, MEASURE_OF, type Named, type Question } from "./model";

/** Authorities shown for one route; all of them are on the country's page. */
const MAX_NAMED = 4;

type Asked = Pick<Question, "need" | "urgency" | "stage">;

/** Whether a function is for this request, by its stage, urgency and forms of assistance; without one it is for all. */
function isFor({ stage, urgency, measures }: AuthorityFunction, asked: Asked): boolean {
  const measure = MEASURE_OF[asked.need];
  const isUrgent = asked.urgency !== "none";
  return (
    (stage === null || asked.stage === undefined || stage === asked.stage) &&
    (urgency === null || (urgency === "urgent_only") === isUrgent) &&
    (measures.length === 0 || (measure !== null && measures.some((one) => one === measure)))
  );
}

/** Lists who sends or receives such requests for a State under an article, the surest and least general first. */
export function namedUnder(
  { authorities }: Pick<CountryFacts, "authorities">,
  article: Naming,
  direction: "send" | "receive",
  asked: Asked,
): Named[] {
  const found = authorities.flatMap((authority) => {
    const task = authority.functions.find(
      (one) =>
        one.articles.some((at) => placeOf(at).article === article) &&
        (one.direction === "both" || one.direction === direction) &&
        isFor(one, asked),
    );
    return task ? [{ authority, task }] : [];
  });
  return found
    .sort((a, b) => bySureness(surenessOf(a), surenessOf(b)) || limitsOf(b) - limitsOf(a))
    .slice(0, MAX_NAMED);
}

const surenessOf = ({ authority, task }: Named) => leastSure([authority.confidence, task.confidence]);
const limitsOf = ({ task }: Named) =>
  [task.stage, task.urgency].filter((one) => one !== null).length + task.measures.length;
