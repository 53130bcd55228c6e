import { Credits } from "@/components/discussions/credits";
import { MemberLink } from "@/components/member-link";
import { fieldsOf, PostForm } from "@/components/post-form";
import { ProtectionNote } from "@/components/profiles/protection-note";
import { ConflictChoices } from "@/components/revisions/conflict-view";
import { ChangeSizeText } from "@/components/revisions/diff-view";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import type { CreditedReply } from "@/lib/discussions/proposals/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { partOf } from "@/lib/profiles/model";
import type { PendingEdit } from "@/lib/profiles/review/model";
import { Claim, DespiteClaim, pendingAction } from "../pending-claim";
import { editHrefOf, ProposedChange } from "./proposed-change";

export interface PendingProps {
  t: Translator;
  locale: Locale;
  slug: string;
  form: FormState;
  edit: PendingEdit;
  sourceTitle: (id: string) => string | null;
  /** Replies of the discussions whose words it has. */
  credits: readonly (CreditedReply | null)[] | undefined;
}

/** One waiting edit: its author, its changes, and the decision form for reviewers. */
export function PendingEditView(props: PendingProps) {
  const { t, locale, edit, sourceTitle } = props;
  return (
    <>
      <Section id="change" title={t("profiles.pending.change")}>
        <p>
          <bdi>{edit.summary}</bdi>
          <Credits t={t} locale={locale} credits={props.credits} />
        </p>
        <p className="meta">
          <MemberLink t={t} locale={locale} member={edit.author} />
          <Time at={edit.createdAt} locale={locale} />
          <span>
            <ChangeSizeText t={t} diff={edit.diff} />
          </span>
        </p>
        {edit.hasMoved ? <Note kind="warn">{t(`profiles.pending.${movedWords(edit)}`)}</Note> : null}
        <ProposedChange
          t={t}
          locale={locale}
          diff={edit.diff}
          sources={edit.sources}
          language={edit.language}
          sourceTitle={sourceTitle}
        />
      </Section>
      <Section id="decide" title={t("profiles.pending.decide")}>
        {edit.isOwn ? <Own {...props} /> : edit.mayReview ? <Decision {...props} /> : null}
        {edit.isOwn || edit.mayReview ? null : <p className="dim">{t("profiles.pending.othersDecide")}</p>}
      </Section>
    </>
  );
}

/** A note that the section has changed since, and what this reader can do. */
function movedWords({ conflicts, isOwn, mayAccept }: PendingEdit) {
  if (conflicts.length === 0) return "moved";
  if (isOwn) return "collidesOwn";
  return mayAccept ? "collides" : "collidesOthers";
}

function Own({ t, locale, slug, edit, form }: PendingProps) {
  return (
    <>
      <p>{t("profiles.pending.ownDecides")}</p>
      <div className="row">
        <ButtonLink href={editHrefOf(locale, slug, edit)}>{t("profiles.pending.goOn")}</ButtonLink>
        <PostForm
          t={t}
          name="withdraw"
          action={pendingAction(locale, slug, edit.number)}
          fields={fieldsOf(t, form, "withdraw")}
          hidden={{ number: String(edit.number) }}
        >
          <Button>{t("profiles.pending.withdraw")}</Button>
        </PostForm>
      </div>
      <p className="small dim">{t("profiles.pending.withdrawWhat")}</p>
    </>
  );
}

function Decision(props: PendingProps) {
  const { t, locale, slug, edit, form } = props;
  const action = pendingAction(locale, slug, edit.number);
  const hidden = { number: String(edit.number) };
  const reject = fieldsOf(t, form, "reject");
  const label = t("profiles.pending.reason");
  return (
    <div className="stack g5">
      <Claim {...props} />
      {edit.mayAccept ? <Acceptance {...props} /> : <NoAcceptance {...props} />}
      <PostForm
        t={t}
        name="reject"
        action={action}
        fields={reject}
        labels={{ reason: label }}
        hidden={hidden}
      >
        <TextArea
          name="reason"
          label={label}
          hint={t("profiles.pending.reasonHint")}
          rows={3}
          maxLength={1000}
          dir="auto"
          defaultValue={reject.value("reason")}
          errors={reject.errors("reason")}
        />
        <DespiteClaim t={t} form="reject" fields={reject} edit={edit} />
        <p>
          <Button kind="bad">{t("profiles.pending.reject")}</Button>
        </p>
      </PostForm>
    </div>
  );
}

function Acceptance({ t, locale, slug, edit, form, sourceTitle }: PendingProps) {
  const seen = edit.standing === null ? "" : String(edit.standing);
  const fields = fieldsOf(t, form, "accept");
  return (
    <PostForm
      t={t}
      name="accept"
      action={pendingAction(locale, slug, edit.number)}
      fields={fields}
      hidden={{ number: String(edit.number), seen }}
      className={edit.conflicts.length > 0 ? "stack" : "stack narrow"}
    >
      <ConflictChoices
        t={t}
        locale={locale}
        section={partOf(edit.section)?.section ?? edit.section}
        isReview
        sourceTitle={sourceTitle}
        // A passage written by the reviewer would appear under the author's name; "edit and accept" is for
        // that.
        conflicts={edit.conflicts.map((conflict) => ({ ...conflict, hand: null }))}
      />
      <DespiteClaim t={t} form="accept" fields={fields} edit={edit} />
      <p className="small dim">{t("profiles.pending.acceptWhat")}</p>
      <div className="row">
        <Button kind="pri">{t("profiles.pending.accept")}</Button>
        {edit.mayAmend ? (
          <ButtonLink href={editHrefOf(locale, slug, edit, { accepts: edit.number })}>
            {t("profiles.pending.edit")}
          </ButtonLink>
        ) : null}
      </div>
      {edit.mayAmend ? null : <p className="small dim">{t("profiles.pending.editNot")}</p>}
    </PostForm>
  );
}

/** A member who cannot edit a protected section cannot publish someone else's edit of it either. */
function NoAcceptance({ t, locale, edit: { protection } }: PendingProps) {
  if (!protection) return null;
  return (
    <>
      <ProtectionNote t={t} locale={locale} protection={protection} />
      <p>{t("profiles.pending.acceptNot")}</p>
    </>
  );
}
