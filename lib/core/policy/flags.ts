import { isAdministrator, isAuthor, isMember, isModerator, rule } from "./rule";

interface CaseFacts {
  authorIds: readonly string[];
  flaggerIds: readonly string[];
  /** Who decided before, if an appeal waits and somebody else can decide on it. */
  decidedBy: string | null;
  /** It is about a moderator or an administrator. */
  forAdministrators?: boolean;
}

/** Rules for flags of any kind of thing. Whether a member may read the thing, its domain decides. */
export const FLAG_RULES = {
  /** Nobody flags their own. */
  "flag.raise": rule<{ authorIds: readonly string[] }>(
    (actor, s) => isMember(actor) && !s.authorIds.includes(actor?.id ?? ""),
  ),
  "flag.read": rule(isModerator),
  /** Neither its authors nor those who flagged it decide; and on an appeal, somebody else than before. */
  "flag.decide": rule<CaseFacts>(
    (actor, s) =>
      (s.forAdministrators ? isAdministrator(actor) : isModerator(actor)) &&
      ![...s.authorIds, ...s.flaggerIds, s.decidedBy].includes(actor?.id ?? ""),
  ),
  /** Anyone reports content at `/report`, and by the link in a mail, which the commands check, follows and confirms it. */
  "report.send": rule(() => true),
  "report.follow": rule(() => true),
  /** Reads what became of one's own, edits and returns it, and appeals. */
  "flag.appeal": rule<{ authorIds: readonly string[] }>((actor, s) => isAuthor(actor, s.authorIds)),
} as const;
