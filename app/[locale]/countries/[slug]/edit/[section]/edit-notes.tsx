import { profileHref, reportHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { ProtectionNote } from "@/components/profiles/protection-note";
import { sectionTitle } from "@/components/profiles/section-title";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { ProtectionState } from "@/lib/pages/moderation/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";

/** A waiting edit, as shown to its editor. */
export interface WaitingText {
  number: number;
  createdAt: Date;
  isOwn: boolean;
  /** Whether the edit is no longer pending and is started again. */
  isEnded: boolean;
  /** The section's revisions since the edit was started. */
  moved: { from: number; to: number } | null;
  /** Who else has claimed it for review. */
  claim: { displayName: string; at: Date } | null;
}

interface NotesProps {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  section: SectionKey;
  waiting: WaitingText | null;
  isPublishedAtOnce: boolean;
  needsSecond: boolean;
  needsSecondInPart: boolean;
  protection: ProtectionState | null;
  mayProtect: boolean;
}

/** What will happen to a save here, shown before typing. */
export function ReviewNotes(props: NotesProps) {
  const { t, locale, head, section, waiting, protection, mayProtect } = props;
  const becomes = becomesOf(props);
  if (!waiting && !becomes && !protection && !mayProtect) return null;
  return (
    <div className="wrap stack">
      {protection ? <ProtectionNote t={t} locale={locale} protection={protection} /> : null}
      {mayProtect ? (
        <p className="small">
          <a href={localePath(locale, `/moderation/sections/${head.slug}/${section}`)}>
            {t("profiles.protect.link")}
          </a>
        </p>
      ) : null}
      {waiting ? <WaitingNotes {...props} waiting={waiting} /> : null}
      {becomes ? (
        <Note>
          {t(`editor.waiting.${becomes}`)}{" "}
          <a href={localePath(locale, PLACES.reviewing)}>{t("editor.waiting.how")}</a>
        </Note>
      ) : null}
    </div>
  );
}

/** Says that the text belongs to a pending edit, what it was based on, and whether someone has claimed it. */
function WaitingNotes({ t, locale, head, waiting }: NotesProps & { waiting: WaitingText }) {
  const { isOwn, isEnded, moved, claim } = waiting;
  const what = isEnded ? "again" : isOwn ? "own" : "accepts";
  const when = formatter(locale).dateTime(waiting.createdAt, { dateStyle: "long" });
  const values = {
    who: () => <bdi>{claim?.displayName ?? ""}</bdi>,
    when: () => (claim ? <Time at={claim.at} locale={locale} /> : null),
  };
  return (
    <>
      <Note kind="warn">{t(`editor.waiting.${what}`, { when })}</Note>
      {moved ? (
        <Note kind="warn">
          {t("editor.waiting.moved")}{" "}
          <a href={withQuery(profileHref(locale, head.slug, "/diff"), moved)}>
            {t("editor.waiting.changes")}
          </a>
        </Note>
      ) : null}
      {claim && !isOwn ? <Note>{t.rich("profiles.pending.claimedBy", values)}</Note> : null}
    </>
  );
}

/** Explains why all or part of a save awaits review; null if it is published at once. */
function becomesOf({ isPublishedAtOnce, needsSecond, needsSecondInPart }: NotesProps) {
  if (isPublishedAtOnce) return needsSecondInPart ? "part" : null;
  return needsSecond ? "second" : "pending";
}

/** Replaces the editor if the section's protection excludes the reader: why, and until when. */
export function ClosedSection(props: Pick<NotesProps, "t" | "locale" | "head" | "section" | "protection">) {
  const { t, locale, head, section, protection } = props;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab={null}
      sub={t("editor.sub", { section: sectionTitle(t, section) })}
    >
      <div className="wrap body stack">
        {protection ? <ProtectionNote t={t} locale={locale} protection={protection} isClosed /> : null}
        <p className="row">
          <a href={`${profileHref(locale, head.slug)}#${section}`}>{sectionTitle(t, section)}</a>
          <a href={reportHref(locale, head.slug, section)}>{t("reports.link")}</a>
        </p>
      </div>
    </ProfileFrame>
  );
}
