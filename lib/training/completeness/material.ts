import type { FoundMaterial } from "../queries/material";
import { lacksOf } from "./model";

/** Returns what a material lacks for publication, as its page shows it. */
export function lacksOfMaterial(material: FoundMaterial): Map<string, string> {
  const { versions, links, items } = material;
  const usable = (versions[0]?.files ?? []).filter(({ state }) => state !== "refused");
  return lacksOf({
    abstract: material.abstract,
    kind: material.kind,
    level: material.level,
    licence: material.licence,
    audiences: material.audiences,
    topics: material.topics,
    formats: material.formats,
    countries: material.countries,
    isNeutral: material.isNeutral,
    durationMinutes: material.durationMinutes,
    deliveryDays: material.deliveryDays,
    files: usable.length,
    others: links.length + items.length,
  });
}
