import type { Translation } from "@/lib/profiles/kinds/translations";
import type { LegalSource } from "../model";

/** What a provision says, in whose words it is translated, and by which sources it is known. */
export interface ProvisionText {
  text: string | null;
  lang: string | null;
  translations: readonly Translation[];
  sources: readonly LegalSource[];
}

/** What stands behind a country's lines in a list: the revision by which they stand, texts and sources. */
export interface Evidence {
  /** The newest revision of what its law is read from, which shows all of it; 0 before the first. */
  revision: number;
  /** The day of that revision. */
  asOf: string | null;
  /** By the ids of provisions. */
  texts: ReadonlyMap<string, ProvisionText>;
  /** The sources of findings, by their ids. */
  findings: ReadonlyMap<string, readonly LegalSource[]>;
}

export const NO_EVIDENCE: Evidence = { revision: 0, asOf: null, texts: new Map(), findings: new Map() };

/** The newest day among countries: a list of them is as of that day. */
export function newestDay(all: Iterable<Evidence>): string | null {
  const days = [...all].flatMap(({ asOf }) => (asOf ? [asOf] : []));
  return days.sort().at(-1) ?? null;
}
