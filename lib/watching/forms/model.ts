import { z } from "zod";
import { MomentKey, milliseconds } from "@/lib/core/moments";
import { LEVELS, listGroups, type Place, readPlace } from "../model";

const PlaceField = z
  .string()
  .max(300)
  .transform((text, context) => {
    const place = readPlace(text);
    if (!place) context.addIssue({ code: "custom", message: "unknown" });
    return place as Place;
  });

/** What is shown of a list: all, or only what has not been seen. Its forms bring it along, and lead back to it. */
const Show = z.literal("unseen").optional().catch(undefined);

/** To which kind a watchlist is narrowed; the same. */
const Kind = z
  .string()
  .refine((name) => listGroups().includes(name))
  .optional()
  .catch(undefined);

/** The address of a list that a form leads back to. */
export function listAfter(
  path: string,
  done: string,
  { show, kind }: { show?: string | undefined; kind?: string | undefined },
): string {
  return `${path}?${new URLSearchParams({ ...(show ? { show } : {}), ...(kind ? { kind } : {}), done })}`;
}

const Number_ = z.coerce.number().int().min(0).max(2_000_000_000);

/** The address of a thing's screen; as text, since its forms send the same. */
export const WatchQuery = z.object({
  of: z
    .string()
    .max(300)
    .refine((text) => readPlace(text) !== null),
  done: z.enum(LEVELS).optional().catch(undefined),
});

/** Watches a thing at a level. */
export const SetWatch = z.object({ of: PlaceField, level: z.enum(LEVELS, "choose"), show: Show });
export type SetWatch = z.infer<typeof SetWatch>;

export const StopWatch = z.object({ of: PlaceField });
export type StopWatch = z.infer<typeof StopWatch>;

/** The same in one, as the button of a document asks for it. */
export const PutWatch = z.object({ of: PlaceField, level: z.enum([...LEVELS, "none"]) });
export type PutWatch = z.infer<typeof PutWatch>;

/** Whose watches a document asks for: what it shows, and all that lies within. */
export const AskWatches = z.object({
  of: z
    .string()
    .max(300)
    .transform((text) => readPlace(text) ?? undefined)
    .optional()
    .catch(undefined),
});

/**
 * What was looked at: a thing up to a revision of its page or, for a region, up to a moment (milliseconds). With
 * `from` only what changed after that revision was in sight.
 */
export const MarkSeen = z.object({
  of: PlaceField,
  kind: Kind,
  from: Number_.optional(),
  number: Number_,
  at: milliseconds(),
  show: Show,
});
export type MarkSeen = z.infer<typeof MarkSeen>;

/** Everything that is watched, up to the moment when the page was drawn. */
export const MarkAllSeen = MarkSeen.pick({ at: true, show: true, kind: true });
export type MarkAllSeen = z.infer<typeof MarkAllSeen>;

export const OfNotice = z.object({ noticeId: z.uuid(), show: Show });
export type OfNotice = z.infer<typeof OfNotice>;

/** A place in a list that pages by key. */
const Cursor = z
  .string()
  .max(400)
  .regex(/^\d{1,16}\.[ -~]+$/)
  .optional()
  .catch(undefined);

export const WatchlistQuery = z.object({
  show: Show,
  kind: Kind,
  before: Cursor,
  after: Cursor,
  done: z.enum(["seen", "all-seen", "stopped"]).optional().catch(undefined),
});
export type WatchlistQuery = z.infer<typeof WatchlistQuery>;

export const NoticesQuery = z.object({
  show: Show,
  before: MomentKey.optional().catch(undefined),
  after: MomentKey.optional().catch(undefined),
  done: z
    .enum(["seen", "all-seen", ...LEVELS])
    .optional()
    .catch(undefined),
});
export type NoticesQuery = z.infer<typeof NoticesQuery>;
