import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/heading";
import { Tabs } from "@/components/ui/tabs";
import { withQuery } from "@/components/with-query";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { ProfileHead, Region } from "@/lib/profiles/reading/model";
import { profileHref } from "./addresses";

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  sub: ReactNode;
  /** The active tab, if any. */
  tab: "read" | "legal" | "discussion" | "history" | null;
  actions?: ReactNode;
  children: ReactNode;
}

/** The common frame of a profile's pages: its name with its note, and its tabs. */
export function ProfileFrame({ t, locale, head, sub, tab, actions, children }: Props) {
  const name = head.names[locale];
  const note = head.designation ? message(t, `profiles.designation.${head.designation}`) : null;
  return (
    <>
      <PageHead title={name} sub={sub} actions={actions} />
      <div className="wrap">
        {note ? <p className="tiny dim designation">{note}</p> : null}
        <Tabs
          label={t("profiles.page.views", { country: name })}
          tabs={[
            {
              href: profileHref(locale, head.slug),
              label: t("profiles.page.read"),
              isCurrent: tab === "read",
            },
            {
              href: profileHref(locale, head.slug, "/legal"),
              label: t("law.profile.tab"),
              isCurrent: tab === "legal",
            },
            {
              href: profileHref(locale, head.slug, "/discussion"),
              label: t("profiles.page.discussion"),
              isCurrent: tab === "discussion",
            },
            {
              href: profileHref(locale, head.slug, "/history"),
              label: t("profiles.page.history"),
              icon: "clock",
              isApart: true,
              isCurrent: tab === "history",
            },
          ]}
        />
      </div>
      {children}
    </>
  );
}

/** The breadcrumbs of a page of a profile: the directory, its region, the profile, and the page below it. */
export function profileCrumbs(t: Translator, locale: Locale, head: ProfileHead, below?: string) {
  const name = head.names[locale];
  return [
    { label: t("profiles.directory.title"), href: "/countries" },
    ...(head.region
      ? [
          {
            label: t(`profiles.region.${head.region as Region}`),
            href: withQuery("/countries", { region: head.region }),
          },
        ]
      : []),
    ...(below ? [{ label: name, href: `/countries/${head.slug}` }, { label: below }] : [{ label: name }]),
  ];
}
