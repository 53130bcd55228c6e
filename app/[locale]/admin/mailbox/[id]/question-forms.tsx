import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { MAX_NOTE, MAX_TEXT, seenOf } from "@/lib/mailbox/model";
import { questionHref } from "../questions-table";
import { languageOf, type ThreadProps } from "./thread";

type Props = ThreadProps & { form: FormState };

/** Who takes care of the question, with the button to take it or to leave it. */
export function Claim({ t, locale, thread, isOwn }: ThreadProps & { isOwn: boolean }) {
  const { id, claimer } = thread;
  const take = claimer === null ? t("mailbox.one.take") : t("mailbox.one.takeOver");
  return (
    <PostForm t={t} name="claim" action={questionHref(locale, id)} className="row">
      {isOwn ? <span>{t("mailbox.one.takenByYou")}</span> : null}
      {!isOwn && claimer !== null ? (
        <span>{t.rich("mailbox.one.takenBy", { name: () => <bdi>{claimer}</bdi> })}</span>
      ) : null}
      <Button name="claim" value={isOwn ? "leave" : "take"}>
        {isOwn ? t("mailbox.one.leave") : take}
      </Button>
    </PostForm>
  );
}

/** The form of the answer, for questions that are not closed. */
export function Answer({ t, locale, thread, form }: Props) {
  const { id, touchedAt, state } = thread;
  if (state === "closed" || state === "spam") return null;
  const fields = fieldsOf(t, form, "answer");
  const label = t("mailbox.one.answer");
  return (
    <Section id="answer-title" title={t("mailbox.one.answerTitle")}>
      <PostForm
        t={t}
        name="answer"
        action={questionHref(locale, id)}
        fields={fields}
        labels={{ answer: label }}
        hidden={{ seen: seenOf(touchedAt) }}
      >
        <TextArea
          name="answer"
          label={label}
          hint={t("mailbox.one.answerHint", { language: languageOf(thread, locale) })}
          defaultValue={fields.value("answer")}
          errors={fields.errors("answer")}
          rows={8}
          maxLength={MAX_TEXT}
          dir="auto"
          required
        />
        <p>
          <Button kind="pri">{t("mailbox.one.sendAnswer")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** Closes the question without an answer, marks it as spam, or opens it again. */
export function Decide({ t, locale, thread }: ThreadProps) {
  const { id, touchedAt, state } = thread;
  return (
    <Section id="decide-title" title={t("mailbox.one.decide")}>
      <PostForm
        t={t}
        name="decide"
        action={questionHref(locale, id)}
        hidden={{ seen: seenOf(touchedAt) }}
        className="row"
      >
        {state === "open" ? null : (
          <Button name="state" value="open">
            {t("mailbox.one.reopen")}
          </Button>
        )}
        {state === "open" ? (
          <Button name="state" value="closed">
            {t("mailbox.one.close")}
          </Button>
        ) : null}
        {state === "spam" ? null : (
          <Button kind="bad" name="state" value="spam">
            {t("mailbox.one.spam")}
          </Button>
        )}
      </PostForm>
      <p className="small dim">{t("mailbox.one.spamText")}</p>
    </Section>
  );
}

/** A note that only administrators read. */
export function Note({ t, locale, thread, form }: Props) {
  const fields = fieldsOf(t, form, "note");
  const label = t("mailbox.one.note");
  return (
    <Section id="note-title" title={t("mailbox.one.noteTitle")}>
      <PostForm
        t={t}
        name="note"
        action={questionHref(locale, thread.id)}
        fields={fields}
        labels={{ note: label }}
      >
        <TextArea
          name="note"
          label={label}
          hint={t("mailbox.one.internal")}
          defaultValue={fields.value("note")}
          errors={fields.errors("note")}
          rows={3}
          maxLength={MAX_NOTE}
          dir="auto"
          required
        />
        <p>
          <Button>{t("mailbox.one.saveNote")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}
