import { postSight } from "@/lib/blog/sight";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { topicSight } from "@/lib/discussions/sight";
import { fileSight } from "@/lib/files/sight";
import { askingOf, type SeenAt } from "@/lib/sight";
import { materialSight } from "@/lib/training/sight";

/** Screens by the first part of their address, and the right that opens them. */
const SCREENS: Readonly<Record<string, (actor: Actor | null) => boolean>> = {
  admin: (actor) => can(actor, "member.administer"),
  moderation: (actor) => can(actor, "moderation.open"),
};

/** Where each member sees their own: whose messages or drafts these are, no answer tells. */
const PERSONAL: ReadonlySet<string> = new Set(["me", "notifications", "watchlist", "flag", "welcome"]);

const screens: SeenAt = ([area = ""]) => {
  if (PERSONAL.has(area)) return { kind: "personal", sees: () => false };
  const allows = SCREENS[area];
  return allows ? { kind: "screen", sees: allows } : null;
};

/** Pages that everybody reads. */
const OPEN: ReadonlySet<string> = new Set([
  "",
  "about",
  "accessibility",
  "changes",
  "charter",
  "compare",
  "contact",
  "convention",
  "cooperation",
  "countries",
  "help",
  "join",
  "law",
  "log",
  "members",
  "privacy",
  "report",
  "search",
  "terms",
]);
const open: SeenAt = ([area = ""]) =>
  OPEN.has(area) ? { kind: "page", sees: (actor) => can(actor, "profile.read") } : null;

/** The lists of works, topics and rooms themselves. */
const lists: SeenAt = (parts) => {
  const [area = ""] = parts;
  if (parts.length !== 1 || !["blog", "training", "discussions"].includes(area)) return null;
  return { kind: "page", sees: (actor) => can(actor, "profile.read") };
};

/** Explains to administrators why a member sees an address of the site, or does not. */
export const explainSight = askingOf([topicSight, postSight, materialSight, fileSight, screens, open, lists]);
