import { z } from "zod";
import type { SectionKey } from "@/lib/profiles/model";
import { AuthorityItem } from "./authority-shapes";
import { CooperationRuleItem } from "./cooperation-rule-shapes";
import { CountryItem } from "./countries";
import {
  DeclarationItem,
  FurtherExtra,
  FurtherItem,
  ReportingItem,
  SourceDetailItem,
  SourceTitles,
  TreatyExtra,
  TreatyItem,
} from "./data-shapes";
import { IndexItem, LegislationItem } from "./legislation-shapes";
import { readDataText } from "./read";

/* Data files that can have newer editions, by the parts of profiles made from them. */

const shape = <Item extends z.ZodType, Extra extends z.ZodRawShape>(item: Item, extra: Extra) => ({
  item,
  extra,
});
const titled = { sources: SourceTitles };

/** Schema of each file that a newer edition can contain. */
export const EDITION_FILES = {
  "treaty-status.json": shape(TreatyItem, TreatyExtra),
  "declarations.json": shape(DeclarationItem, titled),
  "further-status.json": shape(FurtherItem, FurtherExtra),
  "legislation.json": shape(LegislationItem, titled),
  "legislation-index.json": shape(IndexItem, titled),
  "reporting.json": shape(ReportingItem, titled),
  "authorities.json": shape(AuthorityItem, titled),
  "cooperation-rules.json": shape(CooperationRuleItem, titled),
  "countries.json": shape(CountryItem, {}),
  "source-details.json": shape(SourceDetailItem, {}),
};
export type EditionFile = keyof typeof EDITION_FILES;

/** Parts of the data: files that belong together, and the sections made from all of them. */
export const DATA_PARTS = {
  treaties: {
    files: ["treaty-status.json", "declarations.json", "further-status.json"],
    sections: ["treaty-status"],
  },
  laws: {
    files: ["legislation.json", "legislation-index.json"],
    sections: ["laws", "institutions", "strategies"],
  },
  reporting: { files: ["reporting.json"], sections: ["reporting"] },
  authorities: { files: ["authorities.json"], sections: ["authorities"] },
  rules: { files: ["cooperation-rules.json"], sections: ["cooperation-rules"] },
  countries: { files: ["countries.json"], sections: [] },
} as const satisfies Record<string, { files: readonly EditionFile[]; sections: readonly SectionKey[] }>;
export type DataPart = keyof typeof DATA_PARTS;
export const PART_NAMES = Object.keys(DATA_PARTS) as DataPart[];

/** Date of each file. */
export type FileDays = Record<EditionFile, string>;

/** Reads the date of each file of this version. */
export function readFileDays(): FileDays {
  const head = z.object({ asOf: z.iso.date() });
  const days = Object.keys(EDITION_FILES).map((name) => [
    name,
    head.parse(JSON.parse(readDataText(name))).asOf,
  ]);
  return Object.fromEntries(days) as FileDays;
}

/**
 * Lists the parts, and their sections, for which an operator brought an edition at least as new as the given
 * one, in each of its files.
 */
export function listNewer(brought: Readonly<Record<string, string>>, given: FileDays): Set<string> {
  const parts = PART_NAMES.filter((part) =>
    DATA_PARTS[part].files.every((name) => given[name] <= (brought[name] ?? "")),
  );
  return new Set([...parts, ...parts.flatMap((part) => DATA_PARTS[part].sections as readonly string[])]);
}
