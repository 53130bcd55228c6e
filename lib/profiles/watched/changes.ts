import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import type { ThingChange } from "@/lib/notices";
import { MOST_CHANGES } from "@/lib/notices/model";
import { fieldMoments, listNumbersOf, listRevisionsBetween } from "@/lib/pages";
import type { RevisionLine } from "@/lib/pages/model";
import { historyOf, partOf } from "../model";
import { listRecordMoments, listRevisionsOf } from "../reading";
import type { ProfilePlace } from "./model";

/**
 * Lists changes to a thing after one revision of its page and up to another, by others than the reader, newest
 * first; at most `MOST_CHANGES`. Runs the queries of the pages each time a notice is shown or mailed, so that
 * text hidden or withdrawn since is left out.
 */
export async function listThingChanges(
  reader: Actor,
  place: ProfilePlace,
  { from, to }: { from: number; to: number },
  on: Queryable = db(),
): Promise<ThingChange[]> {
  if (!can(reader, "profile.read")) return [];
  const [found, own] = await Promise.all([
    readChanges(place, from, to, on),
    listNumbersOf(reader.id, historyOf(place.slug), { from, to }, on),
  ]);
  return found
    .filter(({ number }) => number > from && number <= to && !own.has(number))
    .slice(0, MOST_CHANGES);
}

async function readChanges(
  place: ProfilePlace,
  from: number,
  to: number,
  on: Queryable,
): Promise<ThingChange[]> {
  if (place.kind === "profile") {
    const lines = await listRevisionsBetween(historyOf(place.slug), from, to, MOST_CHANGES, on);
    return lines
      .filter((line) => line.mergedInto === null)
      .reverse()
      .map(withLanguage);
  }
  // Watching a section includes its translations.
  if (place.kind === "section") {
    const which = { after: from, limit: 2 * MOST_CHANGES, inAll: true };
    return (await listRevisionsOf(place.slug, place.section, which, on)).map(withLanguage);
  }
  const moments = await listRecordMoments(place.slug, place.section, place.record, on);
  const found = place.kind === "record" ? moments : fieldMoments(moments, place.field);
  return found.map((moment) => ({ ...moment, language: null }));
}

function withLanguage(line: RevisionLine): ThingChange {
  return { ...line, language: partOf(line.section)?.language ?? null };
}
