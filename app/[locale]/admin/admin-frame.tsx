import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/heading";
import { Tabs } from "@/components/ui/tabs";
import { type Actor, hasRole } from "@/lib/core/actor";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

export const ADMIN_PLACES = {
  overview: "/admin",
  setup: "/admin/setup",
  members: "/admin/members",
  invitations: "/admin/invitations",
  applications: "/admin/applications",
  mailbox: "/admin/mailbox",
  categories: "/admin/categories",
  filters: "/admin/filters",
  audit: "/admin/audit",
  jobs: "/admin/jobs",
  health: "/admin/health",
  backups: "/admin/backups",
  figures: "/admin/figures",
  search: "/admin/search",
  webhooks: "/admin/webhooks",
  settings: "/admin/settings",
} as const;
export type AdminPlace = keyof typeof ADMIN_PLACES;

/** Whether a member may open the administration screens; never without a second factor. */
export const isAdministrator = (actor: Actor) => hasRole(actor, "administrator");

/** The head and tabs of every screen of administration. */
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

/** Returns the crumbs of a screen of administration. */
export function adminCrumbs(t: Translator, ...further: { href?: string; label: string }[]) {
  return [{ href: ADMIN_PLACES.overview, label: t("admin.title") }, ...further];
}
