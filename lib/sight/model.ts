import { z } from "zod";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";

/** What lets a member see an address, or would. `any-focal-point`: of whichever country; `list`: on the list of the room; `own`: as its author or uploader. */
export const SIGHT_RULES = [
  "everyone",
  "members",
  "trusted",
  "practitioner",
  "focal-point",
  "any-focal-point",
  "moderator",
  "administrator",
  "list",
  "own",
] as const;
export type SightRule = (typeof SIGHT_RULES)[number];

/** Asks why a member can see an address of this site, or cannot. The reason is recorded. */
export const AskSight = z.object({
  handle: z.string().max(60),
  address: atLeast(1, visibleLine(500), "required"),
  sightReason: atLeast(3, visibleText(500)),
});
export type AskSight = z.infer<typeof AskSight>;

/** The answer. It says nothing of what is at the address but its kind. */
export interface Sight {
  /** A kind of page; `none`: there is no such page; `personal`: each member sees their own there. */
  kind: string;
  isAllowed: boolean;
  /** What lets the member see it, if anything. */
  by: readonly SightRule[];
  /** What would, if nothing does. */
  needs: readonly SightRule[];
  /** Only after signing in with a second factor, which the member has not set up. */
  lacksFactor: boolean;
}
