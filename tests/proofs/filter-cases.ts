import { filterFields, madeFilter } from "@/tests/support/filters";
import type { AtForm, FormCase } from "./form-case";

type As = (at: string, fields?: Record<string, string>) => Promise<AtForm>;

/** The fields of a form as a browser sends them that ticked one box. */
const typed = (given: Record<string, string> = {}) => ({ ...filterFields(), places: "comment", ...given });

/** The forms of the filters of what members write. */
export function filterCases(administrator: As): Record<string, FormCase> {
  const atFilter = async (fields: Record<string, string> = {}) =>
    administrator(`/admin/filters/${await madeFilter()}`, fields);
  return {
    "app/[locale]/admin/filters/route.tsx make": {
      make: () => administrator("/admin/filters", typed()),
      again: { status: 422, says: "This is already taken" },
    },
    "app/[locale]/admin/filters/[id]/route.tsx test": {
      make: () => atFilter(),
      again: { to: "?done=tested" },
      more: ["audit_entry"],
    },
    "app/[locale]/admin/filters/[id]/route.tsx stage": {
      make: () => atFilter({ stage: "off" }),
      again: { to: "?done=staged" },
    },
    "app/[locale]/admin/filters/[id]/route.tsx change": {
      make: () => atFilter(typed({ words: "poker" })),
      again: { to: "?done=changed" },
    },
    "app/[locale]/admin/filters/[id]/route.tsx remove": {
      make: () => atFilter(),
      again: { to: "/admin/filters?done=removed" },
    },
  };
}
