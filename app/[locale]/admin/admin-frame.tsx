import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/heading";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, hasRole } from "@/lib/core/actor";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

export const ADMIN_PLACES = {
  overview: "/admin",
  members: "/admin/members",
  applications: "/admin/applications",
  audit: "/admin/audit",
  jobs: "/admin/jobs",
  health: "/admin/health",
  search: "/admin/search",
} as const;
export type AdminPlace = keyof typeof ADMIN_PLACES;

/** Who may open the screens of administration; without the second factor nobody may. */
export const isAdministrator = (actor: Actor) => hasRole(actor, "administrator");

/** The head and the tabs that all screens of administration share. */
export function AdminFrame(props: {
  t: Translator;
  locale: Locale;
  place: AdminPlace;
  title: ReactNode;
  sub?: ReactNode;
  children: ReactNode;
}) {
  const { t, locale, place, title, sub, children } = props;
  const tabs = (Object.keys(ADMIN_PLACES) as AdminPlace[]).map((name) => ({
    href: localePath(locale, ADMIN_PLACES[name]),
    label: t(`admin.nav.${name}`),
    isCurrent: name === place,
  }));
  return (
    <>
      <PageHead title={title} sub={sub} />
      <div className="wrap">
        <Tabs label={t("admin.nav.label")} tabs={tabs} />
      </div>
      <div className="wrap body stack g7">{children}</div>
    </>
  );
}

/** The way to a screen of administration. */
export function adminCrumbs(t: Translator, ...further: { href?: string; label: string }[]) {
  return [{ href: ADMIN_PLACES.overview, label: t("admin.title") }, ...further];
}
