import type { Translation } from "@/lib/profiles/kinds/translations";
import type { LegalSource } from "../model";

/** The text of a provision, its translations and its sources. */
export interface ProvisionText {
  text: string | null;
  lang: string | null;
  translations: readonly Translation[];
  sources: readonly LegalSource[];
}

/** The revision, texts and sources behind a country's lines in a list. */
export interface Evidence {
  /** The newest revision of the records of its law; 0 before the first. */
  revision: number;
  /** The day of that revision. */
  asOf: string | null;
  /** By provision id. */
  texts: ReadonlyMap<string, ProvisionText>;
  /** The sources of findings, by their ids. */
  findings: ReadonlyMap<string, readonly LegalSource[]>;
}

export const NO_EVIDENCE: Evidence = { revision: 0, asOf: null, texts: new Map(), findings: new Map() };

/** Returns the newest date among countries, which is the date of their list. */
export function newestDay(all: Iterable<Evidence>): string | null {
  const days = [...all].flatMap(({ asOf }) => (asOf ? [asOf] : []));
  return days.sort().at(-1) ?? null;
}
