import type { ReactNode } from "react";
import { Credits } from "@/components/discussions/credits";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { changeHref } from "@/components/profiles/changes-table";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { languageHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { RevisionNote } from "@/components/revisions/revision-note";
import { SummaryForm } from "@/components/revisions/summary-form";
import { RevisionWays } from "@/components/revisions/ways";
import { Button, ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import type { FormState } from "@/lib/core/form-state";
import type { CreditedReply } from "@/lib/discussions/proposals/model";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Neighbours, RevisionLine } from "@/lib/pages/model";
import { partOf } from "@/lib/profiles/model";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { ProfileColumns } from "../../profile-view";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  /** Language in which its sections are shown if available. */
  language: string;
  /** The same, if the address gives it: it is passed on to links. */
  lang?: string | undefined;
  line: RevisionLine;
  neighbours: Neighbours;
  form: FormState;
  /** Replies of the discussions whose words it has. */
  credits: readonly (CreditedReply | null)[] | undefined;
  /** Result of the thanks that led here. */
  done?: "thanked" | undefined;
  /** How to cite and export it. */
  children?: ReactNode;
}

/** A profile as it was after one of its revisions, permanently. */
export function RevisionView(props: Props) {
  const { t, locale, page, line, form, done } = props;
  const { number } = line;
  const changed = partOf(line.section)?.section;
  const isHidden = changed !== undefined && page.sections[changed]?.isHidden === true;
  const canRevert = changed !== undefined && !line.isStanding && line.mergedInto === null && !isHidden;
  const section = sectionTitle(t, line.section);
  const revert = canRevert ? (
    <SummaryForm
      t={t}
      form={form}
      name="revert"
      label={t("profiles.revision.revert")}
      text={t("profiles.revision.revertText", { section })}
      summary={t("profiles.revision.revertSummary", { number })}
    />
  ) : null;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={page.head}
      tab="history"
      sub={t("profiles.revision.sub", { number })}
    >
      {done === "thanked" && form.name === null ? <Outcome>{t("profiles.thanks.done")}</Outcome> : null}
      <ProfileColumns
        t={t}
        locale={locale}
        page={page}
        language={props.language}
        isCurrent={false}
        changed={changed}
        above={<Banner {...props} canRevert={canRevert} />}
        below={
          <>
            {typeof line.author === "string" ? null : <Thanks {...props} />}
            {props.children}
            {revert}
          </>
        }
      />
    </ProfileFrame>
  );
}

/** Only members can thank, and not themselves; others get the reason when they send the form. */
function Thanks({ t, locale, page, line, form }: Props) {
  return (
    <PostForm
      t={t}
      name="thank"
      action={profileHref(locale, page.head.slug, `/revisions/${line.number}`)}
      fields={fieldsOf(t, form, "thank")}
    >
      <p>
        <Button>{t("profiles.thanks.button")}</Button>
      </p>
      <p className="small dim">{t("profiles.thanks.what")}</p>
    </PostForm>
  );
}

function Banner(props: Props & { canRevert: boolean }) {
  const { t, locale, page, lang, line, neighbours, canRevert } = props;
  const { number } = line;
  const { slug } = page.head;
  const isNewest = neighbours.next === null;
  return (
    <div className="stack">
      <Note
        kind={isNewest ? "plain" : "warn"}
        title={
          isNewest ? t("past.revision.isCurrent", { number }) : t("profiles.revision.banner", { number })
        }
      >
        {t("profiles.revision.changed", { section: sectionTitle(t, line.section) })}
        <br />
        <RevisionNote t={t} locale={locale} line={line} />
        <Credits t={t} locale={locale} credits={props.credits} />
      </Note>
      {lang !== undefined && lang !== locale ? (
        <p className="small">{t("translations.chosen", { language: languageName(lang, locale) })}</p>
      ) : null}
      <RevisionWays
        {...{ t, neighbours }}
        revisionHref={(of) => withQuery(profileHref(locale, slug, `/revisions/${of}`), { lang })}
        current={languageHref(locale, slug, lang ?? locale)}
        change={changeHref(locale, { ...line, slug })}
        oversee={localePath(locale, `/moderation/revisions/${slug}/${number}`)}
      >
        {canRevert ? <ButtonLink href="#revert">{t("profiles.revision.revert")}</ButtonLink> : null}
      </RevisionWays>
    </div>
  );
}
