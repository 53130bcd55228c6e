import { z } from "zod";
import { uniqueList } from "@/lib/core/form-list";
import { COMMENT_PLACE, MEMBER_PLACE, SCRIPTS, STAGES } from "@/lib/filters/model";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";

/** What a filter can apply to: kinds of pages as they are stored, comments, and what members write about themselves. */
export const PLACES = [
  COMMENT_PLACE,
  "discussion",
  "room",
  "profile",
  "post",
  "material",
  MEMBER_PLACE,
] as const;

/** Most words and hosts of a filter, and the longest of them. */
const MOST_LINES = 200;
const LONGEST_LINE = 100;

/** A list that is typed with one entry a line. */
const lines = visibleText(MOST_LINES * LONGEST_LINE)
  .default("")
  .transform((text) => [
    ...new Set(
      text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    ),
  ])
  .refine((list) => list.length <= MOST_LINES, "too_many")
  .refine((list) => list.every((line) => [...line].length <= LONGEST_LINE), "too_long");

const HOST = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+$/u;

/** A filter as its form sends it. */
export const FilterFields = z.object({
  filterName: atLeast(2, visibleLine(80)),
  explanation: atLeast(3, visibleText(300)),
  words: lines,
  hosts: lines.refine((list) => list.every((host) => HOST.test(host)), "format"),
  minLinks: z
    .union([z.literal("").transform(() => null), z.coerce.number().int().min(1).max(50)], "number")
    .default(null),
  writers: z.enum(["anyone", "new"], "choose").default("anyone"),
  script: z.union([z.literal("").transform(() => null), z.enum(SCRIPTS)], "choose").default(null),
  places: uniqueList(z.enum(PLACES), PLACES.length),
});
export type FilterFields = z.infer<typeof FilterFields>;

export const FilterParams = z.object({ id: z.uuid() });
export type OfFilter = z.infer<typeof FilterParams>;

/** `seen`: the version of the filter that the form shows. */
const Seen = FilterParams.extend({ seen: z.coerce.number().int().min(1) });
export const ChangeFilter = FilterFields.extend(Seen.shape);
export type ChangeFilter = z.infer<typeof ChangeFilter>;
export const SetStage = Seen.extend({ stage: z.enum(STAGES, "choose") });
export type SetStage = z.infer<typeof SetStage>;

/** Days that a test looks back, and the most texts of each sort that it reads. */
export const TEST_DAYS = 30;
export const MOST_TESTED = 20_000;
/** Texts that a test names. */
export const MOST_SAMPLES = 50;

/** A text that a test would have caught: a comment, or a revision of a page. */
export interface Sample {
  commentId?: string;
  kind: string;
  slug: string;
  authorId: string;
  at: string;
  matched: string[];
}

/** What a test found. `isCut`: there were more texts than it read. */
export interface Tested {
  read: number;
  caught: number;
  isCut: boolean;
  samples: Sample[];
}

/** A filter for the list and its own screen. */
export interface FilterLine {
  id: string;
  name: string;
  explanation: string;
  words: string[];
  hosts: string[];
  minLinks: number | null;
  writers: "anyone" | "new";
  script: string | null;
  places: string[];
  stage: (typeof STAGES)[number];
  version: number;
  testedAt: Date | null;
  /** Whether the conditions are those of the test. */
  isTested: boolean;
  tested: Tested | null;
  changedAt: Date;
  changedBy: string | null;
  brakedAt: Date | null;
  /** What it caught in the last 30 days. */
  hits: number;
}

/** A text that was caught. `path`: where it is, if it was stored. */
export interface HitLine {
  id: string;
  place: string;
  matched: string[];
  outcome: string;
  at: Date;
  author: { handle: string; displayName: string } | null;
}

/** A filter that holds a text. */
export interface Holder {
  id: string;
  name: string;
}

/** What a reader learns of the filters that hold a text: moderators their names, its author what they explain. */
export interface HoldNews {
  holders: readonly Holder[];
  explanations: readonly string[];
}
