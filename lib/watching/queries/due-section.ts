import type { Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { findDueSection } from "@/lib/profiles/freshness";
import type { PersonalRow, Told } from "../told";

/** A section whose time has come, as long as nobody has looked at it and the reader may say that it is still correct. */
export async function describeDueSection(
  reader: Actor,
  row: PersonalRow,
  on: Queryable,
): Promise<Told | null> {
  const found = await findDueSection(reader.id, row.key, new Date(), on);
  if (!found || found.state === "fresh") return null;
  const place = { kind: "section", slug: found.slug, section: found.section } as const;
  return {
    what: "news",
    news: `section.${found.state}`,
    thing: { place, names: found.names, title: null },
    path: `/countries/${found.slug}/check/${found.section}`,
    by: null,
    words: "",
    at: null,
    address: null,
    sectionId: row.key,
  };
}
