import { MemberLink } from "@/components/member-link";
import { fieldsOf, formOf, PostForm } from "@/components/post-form";
import { DiffView } from "@/components/revisions/diff-view";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import type { PostInWork, WaitingChange } from "@/lib/blog/writing/model";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";

/** The props of the page of a post under review. */
export interface ReviewProps {
  t: Translator;
  locale: Locale;
  form: FormState;
  done: string | null;
  found: PostInWork;
  clientToken: string;
  /** Whether this moderator may approve publication. */
  mayApprove: boolean;
  /** Returns whether this moderator may decide on a change by this author. */
  mayReview: (authorId: string | null) => boolean;
  /** Returns which of the post's links lead to missing pages of this site. */
  deadLinkOf?: DeadLinkOf;
}

/** Pending changes of the text, each with its comparison and the forms to decide. */
export function WaitingChanges(props: ReviewProps) {
  const { t, found } = props;
  return (
    <Section id="waiting" title={t("posts.review.change.title")}>
      {found.waiting.map((change) => (
        <Change key={change.number} {...props} change={change} />
      ))}
    </Section>
  );
}

function Change(props: ReviewProps & { change: WaitingChange }) {
  const { t, locale, form, found, change, mayReview } = props;
  const action = localePath(locale, `/blog/review/${found.slug}`);
  const number = String(change.number);
  const own = formOf(form, "number", number);
  const reject = fieldsOf(t, own, "reject");
  const id = `reason-${number}`;
  const label = t("posts.review.change.reason");
  return (
    <article className="box" aria-labelledby={`change-${number}`}>
      <h3 id={`change-${number}`}>
        <bdi>{change.summary}</bdi>
      </h3>
      <div className="in-b stack">
        <p className="meta">
          <MemberLink t={t} locale={locale} member={change.author} />
          <Time at={change.createdAt} locale={locale} />
        </p>
        <DiffView t={t} locale={locale} diff={change.diff} sourceTitle={(source) => source} />
        {mayReview(change.authorId) ? (
          <>
            <PostForm
              t={t}
              name="accept"
              action={action}
              fields={fieldsOf(t, own, "accept")}
              hidden={{ number }}
            >
              <Button kind="pri">{t("posts.review.change.accept")}</Button>
            </PostForm>
            <PostForm
              t={t}
              name="reject"
              action={action}
              fields={reject}
              labels={{ reason: label }}
              ids={{ reason: id }}
              hidden={{ number }}
            >
              <TextField
                name="reason"
                id={id}
                label={label}
                dir="auto"
                maxLength={1000}
                defaultValue={reject.value("reason")}
                errors={reject.errors("reason")}
              />
              <Button kind="bad">{t("posts.review.change.reject")}</Button>
            </PostForm>
          </>
        ) : (
          <p className="dim">{t("posts.review.change.own")}</p>
        )}
      </div>
    </article>
  );
}
