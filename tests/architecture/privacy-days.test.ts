import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CLEANUP_KEPT_DAYS, UNDO_DAYS } from "@/lib/cleanups/model";
import { HIT_DAYS } from "@/lib/filters/model";
import { FLAG_DAYS } from "@/lib/flags/limits";
import { LOCALES } from "@/lib/i18n/locales";
import { PATROL_DAYS } from "@/lib/profiles/patrol/model";
import { UNCONFIRMED_DAYS } from "@/lib/public-reports/model";

interface Section {
  id: string;
  body: (string | { terms?: [string, string][] })[];
}

/** The rows of a section of the privacy page, in their order, which is the same in every language. */
function rowsOf(locale: string, id: string): [string, string][] {
  const page = JSON.parse(readFileSync(`content/pages/${locale}/privacy.json`, "utf8")) as {
    sections: Section[];
  };
  const body = page.sections.find((section) => section.id === id)?.body ?? [];
  return body.flatMap((part) => (typeof part === "string" ? [] : (part.terms ?? [])));
}

const years = (days: number) => days / 365;

it.each([
  ["members", "Clean-ups", [UNDO_DAYS]],
  ["members", "What rules caught", [HIT_DAYS]],
  ["members", "Reports of content without an account", [UNCONFIRMED_DAYS, FLAG_DAYS]],
  ["how-long", "Clean-ups of a member’s contributions", [years(CLEANUP_KEPT_DAYS)]],
  ["how-long", "What rules caught", [HIT_DAYS]],
  ["how-long", "Marks of changes that somebody looked at", [PATROL_DAYS]],
  ["how-long", "Reports of content without an account", [UNCONFIRMED_DAYS, FLAG_DAYS]],
] as const)(
  "the privacy page says in every language how long the code keeps it: %s, %s",
  (id, term, spans) => {
    const at = rowsOf("en", id).findIndex(([name]) => name === term);
    expect(at).toBeGreaterThanOrEqual(0);
    for (const locale of LOCALES) {
      const [, words = ""] = rowsOf(locale, id)[at] ?? [];
      expect([locale, words.match(/\d+/g)?.map(Number)]).toEqual([locale, [...spans]]);
    }
  },
);
