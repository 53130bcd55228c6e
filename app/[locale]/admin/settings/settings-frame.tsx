import type { ReactNode } from "react";
import { Tabs } from "@/components/ui/tabs";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { PART_NAMES, type SitePart } from "@/lib/site-settings/model";
import { ADMIN_PLACES, AdminFrame } from "../admin-frame";
import { partHref } from "./parts";

/** Address of the texts of pages, which are not stored as a part of the settings. */
export const PAGES_PATH = `${ADMIN_PLACES.settings}/pages`;

/** The head and tabs of the settings: each part, and the texts of pages. */
export function SettingsFrame(props: {
  t: Translator;
  locale: Locale;
  part: SitePart | "pages";
  children: ReactNode;
}) {
  const { t, locale, part, children } = props;
  const tabs = PART_NAMES.map((one) => ({
    href: partHref(locale, one),
    label: t(`settings.part.${one}`),
    isCurrent: one === part,
  }));
  const pages = {
    href: localePath(locale, PAGES_PATH),
    label: t("settings.pages.title"),
    isCurrent: part === "pages",
  };
  return (
    <AdminFrame t={t} locale={locale} place="settings" title={t("settings.title")} sub={t("settings.sub")}>
      <Tabs label={t("settings.parts")} tabs={[...tabs, pages]} />
      {children}
    </AdminFrame>
  );
}
