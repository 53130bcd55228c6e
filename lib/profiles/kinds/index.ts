import type { SectionKind } from "@/lib/revisions/kind";
import { proseKind } from "@/lib/revisions/prose/prose";
import type { RecordsKind } from "@/lib/revisions/records/records";
import type { SectionKey } from "../model";
import { authoritiesKind } from "./authorities";
import { billsKind } from "./bills";
import { caseLawKind } from "./case-law";
import { cooperationRulesKind } from "./cooperation-rules";
import { institutionsKind } from "./institutions";
import { lawsKind } from "./laws";
import { mappingsKind } from "./mappings";
import { reportingKind } from "./reporting";
import { sourcesKind } from "./sources";
import { statisticsKind } from "./statistics";
import { strategiesKind } from "./strategies";
import { treatyStatusKind } from "./treaty-status";

/** All kinds of sections by key. New structured content needs a row here. */
export const KINDS = {
  "treaty-status": treatyStatusKind,
  policies: proseKind("policies"),
  strategies: strategiesKind,
  legislation: proseKind("legislation"),
  "state-of-play": proseKind("state-of-play"),
  laws: lawsKind,
  mappings: mappingsKind,
  "substantive-law": proseKind("substantive-law"),
  "procedural-law": proseKind("procedural-law"),
  safeguards: proseKind("safeguards"),
  "related-laws": proseKind("related-laws"),
  bills: billsKind,
  institutions: institutionsKind,
  reporting: reportingKind,
  "international-cooperation": proseKind("international-cooperation"),
  authorities: authoritiesKind,
  "cooperation-rules": cooperationRulesKind,
  "public-private": proseKind("public-private"),
  "case-law": caseLawKind,
  statistics: statisticsKind,
  sources: sourcesKind,
} as const satisfies Record<SectionKey, SectionKind<never> | SectionKind<unknown>>;

/** The kind of a section, as the engine handles it. */
export function kindOf(key: SectionKey): SectionKind<unknown> {
  return KINDS[key] as SectionKind<unknown>;
}

/** The kind of a records section, with its fields; null for prose. */
export function recordsKindOf(key: SectionKey): RecordsKind | null {
  const kind: SectionKind<never> | SectionKind<unknown> = KINDS[key];
  return kind.family === "records" ? (kind as unknown as RecordsKind) : null;
}
