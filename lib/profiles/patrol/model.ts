import { z } from "zod";
import { RevisionParams } from "@/lib/profiles/editing/model";
import type { ChangeLine } from "@/lib/profiles/reading/model";
import { EditSummary } from "@/lib/revisions/model";

/** Where members with the right look through new changes. */
export const PATROL_PATH = "/moderation/patrol";

/** Days for which a change is in the list, and for which the mark that somebody looked at it is stored. */
export const PATROL_DAYS = 90;
/** Characters that a large removal takes away at least. (MediaWiki shows such changes in bold.) */
export const LARGE_REMOVAL = 500;
/** Days for which a member is new. */
export const NEW_DAYS = 30;

/** What a patroller can look for. */
export const PATROL_FILTERS = ["newcomer", "removal", "summary", "source"] as const;
export type PatrolFilter = (typeof PATROL_FILTERS)[number];

/** Which changes are listed, and the one that is shown (id of its revision). Unknown values are ignored. */
export const PatrolQuery = z.object({
  only: z.enum(PATROL_FILTERS).optional().catch(undefined),
  at: z.uuid().optional().catch(undefined),
});
export type PatrolQuery = z.infer<typeof PatrolQuery>;

/** Most changes of which a page asks at once whether anybody looked at them: more than a list shows. */
const MOST_ASKED = 50;
/** Ids of revisions of a list of changes, separated by commas. */
export const AskedChanges = z
  .string()
  .max(MOST_ASKED * 37)
  .transform((text) => text.split(",").filter((id) => id !== ""))
  .pipe(z.array(z.uuid()).max(MOST_ASKED));

/** Says that a change is fine. `next`: the change that is shown afterwards. */
const Next = z.object({ next: z.union([z.literal(""), z.uuid()]).default("") });
export const PatrolFine = RevisionParams.extend(Next.shape);
export type PatrolFine = z.infer<typeof PatrolFine>;

/** Undoes a change, with the summary of the edit that does. */
export const PatrolUndo = PatrolFine.extend({ summary: EditSummary });
export type PatrolUndo = z.infer<typeof PatrolUndo>;

/** A change that nobody looked at yet. */
export interface PatrolLine extends ChangeLine {
  pageId: string;
  country: string;
  authorId: string;
  /** What is conspicuous about it. */
  marks: readonly PatrolFilter[];
}

/** Who looked at a change, and what they did. */
export interface Patrolled {
  by: string;
  how: "fine" | "undone";
  at: Date;
}
