import { inArray, sql } from "drizzle-orm";
import { scope } from "@/lib/core/versions";
import type { PageKind } from "@/lib/pages";
import { note } from "./schema";

export const NOTE = "note";
const named = sql`select n.page_id, to_jsonb(n.title) as name from note n`;

/** Notes, as the engines know them: where they are read, which there are, what they are called. */
export const notePages = {
  kind: NOTE,
  area: "notes",
  screens: [],
  shown: named,
  told: named,
  placeOf: ({ slug, name }) => ({ slug, title: String(name) }),
  async find(names, on) {
    const rows = await on
      .select()
      .from(note)
      .where(inArray(note.slug, [...names]));
    return new Map(rows.map(({ slug }) => [slug, false]));
  },
  staleBy: (slug) => scope.there(`notes/${slug}`),
} satisfies PageKind;
