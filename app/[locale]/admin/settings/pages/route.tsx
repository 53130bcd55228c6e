import { offeredLocales } from "@/lib/i18n/site-words";
import { listStates } from "@/lib/standing-pages";
import { screen } from "@/lib/web/pages/screen";
import { ADMIN_PLACES, adminCrumbs, isAdministrator } from "../../admin-frame";
import { SettingsFrame } from "../settings-frame";
import { PagesTable } from "./pages-table";

/** The pages of which administrators can write the text, in each language that the site offers. */
export const GET = screen({
  allows: isAdministrator,
  async render(_input, { t, locale }) {
    const locales = offeredLocales();
    const states = await listStates(locales);
    const title = t("settings.pages.title");
    return {
      title,
      crumbs: adminCrumbs(t, { href: ADMIN_PLACES.settings, label: t("settings.title") }, { label: title }),
      body: (
        <SettingsFrame t={t} locale={locale} part="pages">
          <PagesTable {...{ t, locale, locales, states }} />
        </SettingsFrame>
      ),
    };
  },
});
