/** Where everybody reads which moderation actions there were. */
export const LOG_PATH = "/log";

/** Days of which the log has a line for each action, until yesterday; and months of which it has counts. */
export const LOG_DAYS = 90;
export const LOG_MONTHS = 12;

/** Below this, the number of actions about members in a month is not named: it could tell who they are. */
export const LEAST_NAMED = 5;

/** What moderators, administrators or the site did. */
export const LOG_ACTIONS = [
  "upheld",
  "dismissed",
  "hidden-by-reports",
  "appeal-kept",
  "appeal-overturned",
  "hidden",
  "shown",
  "closed",
  "purged",
  "protected",
  "suspended",
  "reinstated",
  "warned",
] as const;
export type LogAction = (typeof LOG_ACTIONS)[number];

/** Actions about a member rather than content: only counted, and small counts are not named. */
const ABOUT_MEMBERS: ReadonlySet<string> = new Set<LogAction>(["suspended", "reinstated", "warned"]);
export const isAboutMembers = (action: string): boolean => ABOUT_MEMBERS.has(action);

/** Who acted: people in a role, never named, or the site by itself. */
export type LogRole = "moderator" | "site";

/** Actions of one kind on one day. `reason`: from the lists of reasons, never in words. */
export interface LogLine {
  /** "2026-12-01", in UTC. */
  day: string;
  action: LogAction;
  kind: string;
  reason: string | null;
  role: LogRole;
  count: number;
}

/** Actions of one kind in a month ("2026-12"). `count`: null if it is small and about members. */
export interface LogMonth {
  month: string;
  action: LogAction;
  count: number | null;
}

/** An action on content of the member who reads it. */
export interface OwnAction {
  id: string;
  at: Date;
  action: LogAction;
  kind: string;
  reason: string | null;
  /** The case in which the member can read more, and appeal. */
  caseId: string | null;
}
