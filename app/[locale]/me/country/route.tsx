import { PLACES } from "@/components/shell/places";
import { localePath } from "@/lib/i18n/locales";
import { findFirstSteps } from "@/lib/members";
import { findSlugOf } from "@/lib/profiles/reading";
import { screen } from "@/lib/web/pages/screen";

/** Leads to the profile of the member's country; to where it is chosen if there is none. */
export const GET = screen({
  async render(_input, { locale, actor }) {
    const { country } = await findFirstSteps(actor);
    const slug = country === null ? null : await findSlugOf(country);
    const path = slug === null ? `${PLACES.me}#country` : `${PLACES.countries}/${slug}`;
    return { to: localePath(locale, path), status: 303 };
  },
});
