import { createHash } from "node:crypto";
import { dayOf } from "@/lib/core/moments";
import { accentStyles } from "./colour/model";
import { currentSite } from "./current";
import { announcementsOn } from "./model";

/** Address of the style sheet with the accent colours. */
const STYLES = "/site.css";

/** Returns what the frame of each page shows of the settings, as this process last read them. */
export function siteLook(now: Date = new Date()) {
  const { identity, look, notices, menu } = currentSite();
  return {
    contact: identity.contact,
    places: menu.places,
    announcements: announcementsOn(dayOf(now), notices).map(({ text }) => ({ id: idOf(text), text })),
    styles: accentStyles(look) === "" ? null : STYLES,
  };
}

/** A short name for a text: a device that dismissed it sees it again when it is changed. */
function idOf(text: object): string {
  return createHash("sha256").update(JSON.stringify(text)).digest("base64url").slice(0, 10);
}
