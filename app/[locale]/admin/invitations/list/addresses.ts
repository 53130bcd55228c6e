import { type Locale, localePath } from "@/lib/i18n/locales";
import { ADMIN_PLACES } from "../../admin-frame";

/** Returns the address of the page for inviting people from a list. */
export const listHref = (locale: Locale) => localePath(locale, `${ADMIN_PLACES.invitations}/list`);
