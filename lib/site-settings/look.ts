import { createHash } from "node:crypto";
import { dayOf } from "@/lib/core/moments";
import { accentStyles } from "./colour/model";
import { currentSite } from "./current";
import { announcementsOn, pictureAddress, type SitePicture, type SiteSettings } from "./model";

/** Address of the style sheet with the accent colours. */
const STYLES = "/site.css";

/** Returns what the frame of each page shows of the settings, as this process last read them. */
export function siteLook(now: Date = new Date()) {
  const { identity, look, logo, notices, menu } = currentSite();
  return {
    contact: identity.contact,
    logo: logoOf(logo),
    icon: logo.icon && pictureAddress(logo.icon),
    places: menu.places,
    announcements: announcementsOn(dayOf(now), notices).map(({ text }) => ({ id: idOf(text), text })),
    styles: accentStyles(look) === "" ? null : STYLES,
  };
}

/** The logo of light and of dark pages. A single one is shown on both. */
function logoOf({ light, dark, hasName }: SiteSettings["logo"]) {
  const shown = light ?? dark;
  if (!shown) return null;
  const other = dark && dark.id !== shown.id ? dark : null;
  return { light: imageOf(shown), dark: other && imageOf(other), hasName };
}

const imageOf = (picture: SitePicture) => ({
  src: pictureAddress(picture),
  width: picture.width,
  height: picture.height,
});

/** A short name for a text: a device that dismissed it sees it again when it is changed. */
function idOf(text: object): string {
  return createHash("sha256").update(JSON.stringify(text)).digest("base64url").slice(0, 10);
}
