import { z } from "zod";
import { LOCALES } from "@/lib/i18n/locales";

/** Characters of a title from which similar topics are looked for. */
export const SIMILAR_FROM = 8;
/** Most topics and sections that are named beside a new title. */
export const SIMILAR = { topics: 5, sections: 3 } as const;

/** A title that is being typed, where, and in which language the page is. */
export const SimilarQuery = z.object({
  q: z.string().trim().min(SIMILAR_FROM).max(200),
  area: z.enum(["discussions", "rooms"]).default("discussions"),
  lang: z.enum(LOCALES).default("en"),
});
export type SimilarQuery = z.infer<typeof SimilarQuery>;

/** A topic or section that may say what a new topic would ask. */
export interface SimilarThing {
  label: string;
  /** The language of its name; empty if it is not recorded. */
  language: string;
  href: string;
}

/** What is similar to a title, with a sentence that says how much there is. */
export interface Similar {
  topics: readonly SimilarThing[];
  sections: readonly SimilarThing[];
  summary: string;
}
