import { z } from "zod";
import { SectionParams } from "@/lib/profiles/editing/model";
import { controlName } from "@/lib/revisions/records/records-form";
import { visibleLine } from "@/lib/text/visible";
import type { FoundSource } from "./filled/model";

/** The address to read, typed for a new source of a section. It is checked before it is requested. */
export const LookUpSource = SectionParams.pick({ slug: true, section: true }).extend({
  url: visibleLine(2_000),
});
export type LookUpSource = z.infer<typeof LookUpSource>;

/** The name of the button of a new source in the form without scripts: "lookup:ID". */
export const lookupButton = (source: string) => `lookup:${source}`;

/** Reads the id of the new source from the name of its button; empty for another button. */
export const lookedUpIn = (name: unknown): string =>
  typeof name === "string" ? (/^lookup:([\w-]{1,64})$/.exec(name)?.[1] ?? "") : "";

/** The same from the form without scripts, whose button names the source. */
export const LookUpInForm = z
  .looseObject({ ...SectionParams.pick({ slug: true, section: true }).shape, form: visibleLine(100) })
  .transform(({ slug, section, form, ...sent }) => {
    const url: unknown = sent[controlName([lookedUpIn(form)], "url", true)];
    return { slug, section, url: typeof url === "string" ? url.slice(0, 2_000) : "" };
  });

/** Longest title and publisher, in characters; a longer one is cut and ends with "…". */
export const FOUND_LIMITS = { title: 300, publisher: 200 } as const;

/** Reasons why a page could not be read. */
export const LOOKUP_FAILURES = [
  "address",
  "unreachable",
  "missing",
  "refused",
  "robots",
  "redirects",
  "time",
  "type",
  "nothing",
  "busy",
] as const;
export type LookupFailure = (typeof LOOKUP_FAILURES)[number];

/** The result of a look-up: either of the two is null. */
export type LookedUp = { found: FoundSource; failure: null } | { found: null; failure: LookupFailure };

/** Passes a result to the page that is drawn after the look-up, in the state of its form. */
export const writeLookedUp = (result: LookedUp): string => JSON.stringify(result);
export const readLookedUp = (text: string): LookedUp => JSON.parse(text) as LookedUp;
