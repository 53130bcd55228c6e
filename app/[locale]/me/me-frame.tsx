import type { ReactNode } from "react";
import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { Tabs } from "@/components/ui/tabs";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** The screens of the member's own account in the order of their tabs. */
export const ME_PLACES = {
  profile: "/me",
  work: "/me/work",
  contributions: "/me/contributions",
  drafts: "/me/drafts",
  uploads: "/me/uploads",
  searches: "/me/searches",
  messages: "/me/messages",
  security: "/me/security",
  notifications: "/me/notifications",
  data: "/me/data",
} as const;
export type MePlace = keyof typeof ME_PLACES;

/** The head and tabs of every screen of the own account. */
export function MeFrame(props: {
  t: Translator;
  locale: Locale;
  place: MePlace;
  title: string;
  sub?: ReactNode;
  /** Whether a new member still has first steps to take (`findFirstSteps`). */
  isNew: boolean;
  children: ReactNode;
}) {
  const { t, locale, place, title, sub, isNew, children } = props;
  const tabs = (Object.keys(ME_PLACES) as MePlace[]).map((name) => ({
    href: localePath(locale, ME_PLACES[name]),
    label: t(`me.nav.${name}`),
    isCurrent: name === place,
  }));
  return (
    <>
      <PageHead title={title} sub={sub} />
      <div className="wrap">
        <Tabs label={t("me.nav.label")} tabs={tabs} />
      </div>
      <div className="wrap body stack g7">
        {isNew ? (
          <Note icon="info">
            {t.rich("welcome.offer", {
              a: (words) => <a href={localePath(locale, PLACES.welcome)}>{words}</a>,
            })}
          </Note>
        ) : null}
        {children}
      </div>
    </>
  );
}

/** Returns the crumbs of a screen of the account. */
export function meCrumbs(t: Translator, title?: string) {
  const home = { href: ME_PLACES.profile, label: t("me.title") };
  return title === undefined ? [{ label: t("me.title") }] : [home, { label: title }];
}
