import { z } from "zod";

/* What every save through the engine is sent with, whatever its page. */

/** The number of a revision within its page. */
export const RevisionNumber = z.coerce.number().int().min(1).max(2_000_000_000);

/** What a text was made from: the id or the number of a revision of the section, null where there was none. */
export const Base = z.union([z.uuid(), z.int().min(1).max(2_000_000_000), z.null()]);

const Choice = z.union([
  z.strictObject({ take: z.enum(["theirs", "mine", "both"]) }),
  z.strictObject({ take: z.literal("hand"), value: z.unknown() }),
]);

/** How the conflicts of an earlier answer are settled, by their ids. */
export const SettledConflicts = z
  .record(z.string().max(400), Choice)
  .refine((choices) => Object.keys(choices).length <= 1_000, "too_long");
