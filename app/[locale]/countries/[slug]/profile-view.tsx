import type { ReactNode } from "react";
import { footnotesOf } from "@/components/content/page-footnotes";
import { profileHref } from "@/components/profiles/addresses";
import type { OutlineEntry } from "@/components/profiles/outline";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { numbered, sectionTitle } from "@/components/profiles/section-title";
import { isBare, listPlaced, listUnwritten } from "@/components/profiles/unwritten";
import { Button } from "@/components/ui/button";
import { Contents, type ContentsEntry } from "@/components/ui/contents";
import { Note } from "@/components/ui/note";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinks } from "@/lib/pages/links/model";
import type { ProfilePage, ProfileStart } from "@/lib/profiles/reading/model";
import { EditorsBox } from "./editors-box";
import { GeneratedLead } from "./generated-lead";
import { KeyFacts } from "./key-facts";
import { OwnPendingNote } from "./own-pending";
import { ProfileArticle } from "./profile-article";
import { ProfileHelpBox, ProfileStartBox } from "./profile-start";
import { Trust } from "./profile-trust";
import { UNWRITTEN } from "./unwritten-sections";
import { VerifySection } from "./verify-section";

/** Results of what was sent from the page; it is the same for everyone with this address. */
export const SAVED = ["published", "merged", "pending", "unchanged", "verified"] as const;
type Saved = (typeof SAVED)[number];

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  /** Language in which its sections are requested, if not the page's. */
  language?: string | undefined;
  /** How many changes await review. */
  waiting?: number;
  /** Result of what was sent from here. */
  saved?: Saved | undefined;
  /** Dead links in its texts. */
  lost?: DeadLinks;
  /** Where to look further and who can help, for a profile with little text or none. */
  start?: ProfileStart | undefined;
  /** Related content from other parts of the site, below the text. */
  children?: ReactNode;
}

/** A current profile: contents, key facts, all sections, sources. */
export function ProfileView(props: Props) {
  const { t, locale, page, language, waiting = 0, saved, lost, start, children } = props;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={page.head}
      tab="read"
      sub={t("profiles.page.sub")}
      actions={
        <>
          <WatchLink
            t={t}
            locale={locale}
            place={{ kind: "profile", slug: page.head.slug }}
            name={page.head.names[locale]}
            isButton
          />
          <Button type="button" icon="print" data-print="" hidden>
            {t("profiles.page.print")}
          </Button>
        </>
      }
    >
      <WatchWords t={t} />
      <OwnPendingNote t={t} locale={locale} slug={page.head.slug} />
      <VerifySection t={t} locale={locale} slug={page.head.slug} country={page.head.iso2} />
      {saved ? (
        <div className="wrap">
          <Note
            kind={saved === "pending" ? "warn" : "ok"}
            icon={saved === "unchanged" ? "info" : "check"}
            role="status"
          >
            {t(`profiles.saved.${saved}`)}
          </Note>
        </div>
      ) : null}
      <Waiting t={t} locale={locale} slug={page.head.slug} count={waiting} />
      <ProfileColumns {...{ t, locale, page, language, lost, start, saved }} isCurrent below={children} />
    </ProfileFrame>
  );
}

/** A note that changes await review; authors of some see that these are theirs. */
export function Waiting(props: Pick<Props, "t" | "locale"> & { slug: string; count: number }) {
  const { t, locale, slug, count } = props;
  if (count === 0) return null;
  return (
    <div className="wrap">
      <Note kind="warn" id="waiting">
        {t("profiles.pending.note", { count })} {t("profiles.pending.noteWhat")}{" "}
        {/* Shown to authors of some of them (`enhance/rights.ts`). */}
        <span data-own-pending={`profile:${slug}`} hidden>
          {t("profiles.pending.own")}{" "}
        </span>
        <a href={profileHref(locale, slug, "/pending")} rel="nofollow">
          {t("profiles.pending.see")}
        </a>
      </Note>
    </div>
  );
}

interface ColumnProps {
  isCurrent: boolean;
  /** The section that an old revision changed. */
  changed?: string;
  /** The parts above and below the text. */
  above?: ReactNode;
  below?: ReactNode;
}

/** Contents, key facts and text side by side; the same for the current text and for an old revision. */
export function ProfileColumns(props: Omit<Props, "children"> & ColumnProps) {
  const { t, locale, page, isCurrent, changed, above, below, lost, start, saved, language = locale } = props;
  const footnotes = footnotesOf(page);
  const isWithoutText = start !== undefined && isBare(page);
  return (
    <div className="wrap body cols tri">
      <Contents label={t("profiles.page.contents")} entries={contentsOf(t, page, changed)} />
      <KeyFacts t={t} locale={locale} page={page} footnotes={footnotes} isCurrent={isCurrent} />
      <div className="stack g5">
        {above}
        {isCurrent && !isWithoutText ? <Trust {...{ t, locale, page }} /> : null}
        {isCurrent ? (
          isWithoutText ? (
            <ProfileStartBox {...{ t, locale, page, start }} />
          ) : (
            <GeneratedLead {...{ t, locale, page }} />
          )
        ) : null}
        {language === locale || !isCurrent ? null : (
          <Note>
            {t("translations.chosen", { language: languageName(language, locale) })}{" "}
            <a href={profileHref(locale, page.head.slug)}>{t("translations.chosenBack")}</a>
          </Note>
        )}
        <ProfileArticle
          locale={locale}
          page={page}
          language={language}
          footnotes={footnotes}
          isCurrent={isCurrent}
          changed={changed}
          lost={lost}
          atSection={saved === "pending" || saved === "verified" ? saved : undefined}
        />
        {isCurrent && start && !isWithoutText ? <ProfileHelpBox {...{ t, locale, page, start }} /> : null}
        {isCurrent && !isWithoutText ? <EditorsBox {...{ t, locale, page }} /> : null}
        {below}
      </div>
    </div>
  );
}

/** The sections with a place of their own, and the list of unwritten sections. */
function contentsOf(t: Translator, page: ProfilePage, changed?: string): ContentsEntry[] {
  const count = listUnwritten(page, { changed }).length;
  const entries = listPlaced(page, { changed }).filter(({ level }) => level === 2);
  return [
    ...entries.map((entry) => contentsEntry(t, entry)),
    ...(count > 0 ? [{ href: `#${UNWRITTEN}`, label: t("profiles.unwritten.title", { count }) }] : []),
  ];
}

function contentsEntry(t: Translator, { key, number, children }: OutlineEntry): ContentsEntry {
  return {
    href: `#${key}`,
    label: numbered(number, sectionTitle(t, key)),
    ...(children.length > 0 ? { children: children.map((child) => contentsEntry(t, child)) } : {}),
  };
}
