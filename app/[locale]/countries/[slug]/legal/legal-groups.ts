import { type Article, TREATIES } from "@/lib/convention/model";
import type { Translator } from "@/lib/i18n/translator";
import type { LegalRow } from "@/lib/legal/profile/model";

interface Group {
  key: string;
  label: (t: Translator) => string;
  own: LegalRow[];
}

const GROUPS = [
  ...(["definition", "systems", "content", "ancillary"] as const),
  ...(["procedural", "jurisdiction", "cooperation"] as const),
] as const;

/** Offences are grouped as in the Convention: its Titles 1, 2 to 4, and 5. */
function groupOf({ kind, number }: Article): (typeof GROUPS)[number] | null {
  if (kind === "final") return null;
  if (kind !== "substantive") return kind;
  return number <= 6 ? "systems" : number <= 10 ? "content" : "ancillary";
}

/** Groups the rows of the Convention by subject, then those of each Protocol. */
export function groupsOf(rows: readonly LegalRow[]): Group[] {
  const convention = GROUPS.map((group) => ({
    key: group,
    label: (t: Translator) => t(`law.rows.${group}`),
    own: rows.filter((row) => row.article.instrument === "185" && groupOf(row.article) === group),
  }));
  const protocols = TREATIES.slice(1).map((treaty) => ({
    key: treaty,
    label: (t: Translator) => t(`law.instrument.${treaty}.name`),
    own: rows.filter((row) => row.article.instrument === treaty),
  }));
  return [...convention, ...protocols].filter(({ own }) => own.length > 0);
}
