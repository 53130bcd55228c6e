import type { Consequences } from "@/lib/core/consequences";
import type { FilterFacts } from "@/lib/core/facts/filters";
import { scope } from "@/lib/core/versions";
import { notifyBraked } from "@/lib/filtering/notices";

const stale = () => [scope.filters];

/** Consequences of facts about filters: every process reads them again. */
export const FILTER_ROWS: Pick<Consequences, keyof FilterFacts> = {
  "filter.made": { stale },
  "filter.changed": { stale },
  "filter.staged": { stale },
  "filter.tested": {},
  "filter.removed": { stale },
  "filter.braked": { stale, now: [notifyBraked] },
};
