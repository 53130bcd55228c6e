import { postSight } from "@/lib/blog/sight";
import { topicSight } from "@/lib/discussions/sight";
import { fileSight } from "@/lib/files/sight";
import { countrySight } from "@/lib/profiles/sight";
import { askingOf } from "@/lib/sight";
import { materialSight } from "@/lib/training/sight";

/** Where each member sees their own: whose messages, reports or drafts these are, no answer tells. */
const PERSONAL: ReadonlySet<string> = new Set(["me", "notifications", "watchlist", "flag", "welcome"]);

/** Explains to administrators why a member sees an address of the site, or does not. */
export const explainSight = askingOf({
  places: [topicSight, postSight, materialSight, fileSight, countrySight],
  // Also the page to write to a member: who does not want messages from whom is their own.
  isPersonal: ([area = "", , last]) => PERSONAL.has(area) || (area === "members" && last === "write"),
});
