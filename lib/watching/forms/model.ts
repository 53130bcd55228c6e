import { z } from "zod";
import { formList } from "@/lib/core/form-list";
import { MomentKey, milliseconds } from "@/lib/core/moments";
import { LEVELS, levelsOf, listGroups, type Place, readPlace } from "../model";

const PlaceField = z
  .string()
  .max(300)
  .transform((text, context) => {
    const place = readPlace(text);
    if (!place) context.addIssue({ code: "custom", message: "unknown" });
    return place as Place;
  });

/** Filter of a list: all, or only unseen. Forms pass it on and return to it. */
const Show = z.literal("unseen").optional().catch(undefined);

/** Filter of a watchlist by kind, passed on in the same way. */
const Kind = z
  .string()
  .refine((name) => listGroups().includes(name))
  .optional()
  .catch(undefined);

/** Builds the address of the list a form returns to. */
export function listAfter(
  path: string,
  done: string,
  { show, kind }: { show?: string | undefined; kind?: string | undefined },
): string {
  return `${path}?${new URLSearchParams({ ...(show ? { show } : {}), ...(kind ? { kind } : {}), done })}`;
}

const Number_ = z.coerce.number().int().min(0).max(2_000_000_000);

/** Query of a thing's watch page; kept as text, since its forms send it back. */
export const WatchQuery = z.object({
  of: z
    .string()
    .max(300)
    .refine((text) => readPlace(text) !== null),
  done: z.enum(LEVELS).optional().catch(undefined),
});

/** Whether a thing can have a level: `first` only where pages belong to it. */
const hasLevel = ({ of, level }: { of: Place; level: string }) =>
  level === "none" || levelsOf(of).some((one) => one === level);

/** Watches a thing at a level. */
export const SetWatch = z
  .object({ of: PlaceField, level: z.enum(LEVELS, "choose"), show: Show })
  .refine(hasLevel, { path: ["level"], error: "choose" });
export type SetWatch = z.infer<typeof SetWatch>;

/** Most things that one form watches. */
const MOST_AT_ONCE = 40;

/** Watches several things; a list with a box for each sends an empty value too. */
export const WatchAll = z.object({
  of: z
    .preprocess(formList, z.array(PlaceField).max(MOST_AT_ONCE, "too_many"))
    .refine((chosen) => chosen.length > 0, "choose_some"),
});
export type WatchAll = z.infer<typeof WatchAll>;

/** The longest key of a thing is that of a field; the token has it with the member and a signature. */
const LevelToken = z.string().max(600);

/** Query of the link to a level in a mail. */
export const LevelQuery = z.object({ token: LevelToken.optional().catch(undefined) });

/** Its form: the level of one thing. */
export const SetLevelByLink = z.object({ token: LevelToken, level: z.enum(LEVELS, "choose") });
export type SetLevelByLink = z.infer<typeof SetLevelByLink>;

export const StopWatch = z.object({ of: PlaceField });
export type StopWatch = z.infer<typeof StopWatch>;

/** The same from the watch button. */
export const ChangeWatch = z
  .object({ of: PlaceField, level: z.enum([...LEVELS, "none"]) })
  .refine(hasLevel, { path: ["level"], error: "choose" });
export type ChangeWatch = z.infer<typeof ChangeWatch>;

/** The thing whose levels a page asks for, including things within it. */
export const AskWatches = z.object({
  of: z
    .string()
    .max(300)
    .transform((text) => readPlace(text) ?? undefined)
    .optional()
    .catch(undefined),
});

/**
 * What was seen: a thing up to a revision of its page, or a region up to a moment (milliseconds). With
 * `from`, only changes after that revision were shown.
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

/** Everything watched, up to when the page was drawn. */
export const MarkAllSeen = MarkSeen.pick({ at: true, show: true, kind: true });
export type MarkAllSeen = z.infer<typeof MarkAllSeen>;

export const OfNotice = z.object({ noticeId: z.uuid(), show: Show });
export type OfNotice = z.infer<typeof OfNotice>;

/** Key of a page in a list. */
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
