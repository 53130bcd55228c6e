import { PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { Day } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import { dayOf } from "@/lib/core/moments";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionFreshness } from "@/lib/profiles/freshness/model";
import type { SectionKey } from "@/lib/profiles/model";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  section: SectionKey;
  /** Number of the section's current revision. */
  number: number;
  freshness: SectionFreshness;
}

/** Returns the address of the screen for confirming a section. */
export function checkHref(locale: Locale, slug: string, section: SectionKey): string {
  return profileHref(locale, slug, `/check/${section}`);
}

/**
 * Shows the freshness of a section in words with marks: a focal point's verification with the number of edits
 * since, the review date, or that it is overdue.
 */
export function FreshnessMark(props: Props) {
  const { t, locale, freshness } = props;
  return (
    <>
      <VerifiedMark {...props} />
      <p className="meta">
        {isOverdue(props) ? (
          <Overdue {...props} />
        ) : (
          <>
            <ReviewMark t={t} locale={locale} freshness={freshness} />
            <CheckLink {...props} />
          </>
        )}
      </p>
    </>
  );
}

/** Whether a section's review is overdue. */
export const isOverdue = ({ freshness }: Pick<Props, "freshness">): boolean => freshness.state !== "fresh";

/** Says that a review is overdue, with a button to confirm the section. */
export function Overdue({ t, locale, slug, section, number, freshness }: Props) {
  return (
    <>
      <ReviewMark t={t} locale={locale} freshness={freshness} />
      <PostForm
        t={t}
        name="confirm"
        action={checkHref(locale, slug, section)}
        hidden={{ seen: String(number) }}
        className=""
      >
        <Button size="sm">
          {t("freshness.still")} <OfSection t={t} section={section} />
        </Button>
      </PostForm>
    </>
  );
}

/** A link to the screen for confirming a section. */
export function CheckLink({ t, locale, slug, section }: Props) {
  return (
    <a href={checkHref(locale, slug, section)}>
      {t("freshness.check")} <OfSection t={t} section={section} />
    </a>
  );
}

function OfSection({ t, section }: { t: Translator; section: SectionKey }) {
  return <span className="vh">{t("freshness.of", { section: sectionTitle(t, section) })}</span>;
}

/** Shows a date, never relative: "on 3 days ago" is not English, and a verification has a date. */
function OnDay({ at, locale }: { at: Date; locale: Locale }) {
  return <Day day={dayOf(at)} locale={locale} />;
}

/** A focal point's verification on a line of its own. */
export function VerifiedMark(props: Props) {
  return props.freshness.verification ? (
    <p className="meta">
      <Verified {...props} />
    </p>
  ) : null;
}

/** A focal point's verification, and the number of edits since. */
export function Verified(props: Props) {
  const { t, locale, freshness } = props;
  const { verification } = freshness;
  if (!verification) return null;
  return (
    <>
      <VerifiedOn t={t} locale={locale} freshness={freshness} />
      {verification.editsSince > 0 ? <EditsSince {...props} /> : <span>{t("freshness.noEdits")}</span>}
    </>
  );
}

/** The day of a focal point's verification, and who gave it. */
export function VerifiedOn({ t, locale, freshness }: Pick<Props, "t" | "locale" | "freshness">) {
  const { verification } = freshness;
  if (!verification) return null;
  return (
    <Tag kind="ok" icon="seal">
      {t.rich(`freshness.verified.${verification.by}`, {
        when: () => <OnDay at={verification.at} locale={locale} />,
      })}
    </Tag>
  );
}

/** A link to what was edited since a focal point's verification; nothing without such edits. */
export function EditsSince({ t, locale, slug, section, number, freshness }: Props) {
  const { verification } = freshness;
  if (!verification?.editsSince) return null;
  const since = withQuery(profileHref(locale, slug, "/diff"), { from: verification.number, to: number });
  return (
    <a href={`${since}#change-${section}`}>
      {t("freshness.edits", { count: verification.editsSince })} <OfSection t={t} section={section} />
    </a>
  );
}

/**
 * The standing of a section in a word or two for each mark: verified, due for review, perhaps outdated. Nothing if
 * it is neither. The dates are for where there is room.
 */
export function ShortMarks({ t, freshness }: { t: Translator; freshness: SectionFreshness }) {
  const { verification, state } = freshness;
  return (
    <>
      {verification ? (
        <Tag kind="ok" icon="seal">
          {t("freshness.short.verified")}
        </Tag>
      ) : null}
      {state === "due" ? (
        <Tag kind="warn" icon="clock">
          {t("freshness.short.due")}
        </Tag>
      ) : null}
      {state === "outdated" ? <Tag icon="alert">{t("freshness.short.outdated")}</Tag> : null}
    </>
  );
}

/** The date of the next review; for an outdated section, of the last check. Shown in words, never by colour alone. */
export function ReviewMark(props: { t: Translator; locale: Locale; freshness: SectionFreshness }) {
  const { t, locale, freshness } = props;
  const { state, reviewBy, checkedAt } = freshness;
  const when = (at: Date) => ({ when: () => <OnDay at={at} locale={locale} /> });
  if (state === "due")
    return (
      <Tag kind="warn" icon="clock">
        {t.rich("freshness.due", when(reviewBy))}
      </Tag>
    );
  if (state === "outdated") return <Tag icon="alert">{t.rich("freshness.outdated", when(checkedAt))}</Tag>;
  return <span>{t.rich("freshness.reviewBy", when(reviewBy))}</span>;
}

/** Counts a profile's sections by freshness; draws nothing if there is nothing to count. */
export function FreshnessCounts(props: {
  t: Translator;
  freshness: Partial<Record<SectionKey, SectionFreshness>>;
}) {
  const { t } = props;
  const all = Object.values(props.freshness);
  const counts = {
    verified: all.filter(({ verification }) => verification !== null).length,
    due: all.filter(({ state }) => state === "due").length,
    outdated: all.filter(({ state }) => state === "outdated").length,
  };
  const icons = { verified: "seal", due: "clock", outdated: "alert" } as const;
  return (["verified", "due", "outdated"] as const).map((name) =>
    counts[name] > 0 ? (
      <p key={name} className="marked">
        <Icon name={icons[name]} />
        {t(`freshness.box.${name}`, { count: counts[name] })}
      </p>
    ) : null,
  );
}
