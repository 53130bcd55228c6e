import { HideForm } from "@/components/comments/hide-form";
import { Said } from "@/components/content/said";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import type { IconName } from "@/components/ui/icon";
import { replyPath } from "@/lib/discussions/model";
import { localePath } from "@/lib/i18n/locales";
import { CareParts, RetitlePart, TimersPart } from "./care-parts";
import type { ManageProps } from "./manage-props";

/** The first message of a topic that readers do not see. */
export function OwnMessage({ t, locale, own: { page } }: ManageProps) {
  return (
    <Said
      {...{ t, locale }}
      className="box in-b"
      language={page.language}
      content={page.content}
      prefix="own"
    />
  );
}

/** The accepted answer of a question, and the form to accept a reply by its number. */
export function AnswerPart({ t, locale, form, own: { page }, action }: ManageProps) {
  const fields = fieldsOf(t, form, "accept");
  const label = t("discussions.manage.replyNumber");
  return (
    <Section id="answer" title={t("discussions.manage.answer")}>
      {page.answer ? (
        <PostForm t={t} name="take" action={action} fields={fieldsOf(t, form, "take")} className="row">
          <a href={localePath(locale, replyPath(page, page.answer.number))}>
            {t("discussions.topic.number", { number: page.answer.number })}
          </a>
          <Button size="sm">{t("discussions.manage.takeBack")}</Button>
        </PostForm>
      ) : null}
      <PostForm
        t={t}
        name="accept"
        action={action}
        fields={fields}
        labels={{ reply: label }}
        className="stack narrow"
      >
        <TextField
          name="reply"
          label={label}
          hint={t("discussions.manage.acceptHint")}
          inputMode="numeric"
          maxLength={9}
          required
          defaultValue={fields.value("reply")}
          errors={fields.errors("reply")}
        />
        <p>
          <Button>{t("discussions.manage.accept")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** Closing, pinning, hiding and showing, for moderators. */
export function ModeratorsPart(props: ManageProps) {
  const { t, form, own, action } = props;
  const { page, state, isVisible, isClosedItself } = own;
  const hiding = (
    <HideForm
      t={t}
      form={form}
      action={action}
      what={t("discussions.manage.hideWhat")}
      button={t("discussions.manage.hide")}
    />
  );
  if (state === "merged") return <RetitlePart {...props} />;
  if (!isVisible)
    return (
      <>
        <PostForm t={t} name="show" action={action} fields={fieldsOf(t, form, "show")}>
          <Button kind="pri">
            {t(state === "planned" ? "discussions.care.publishNow" : "discussions.manage.show")}
          </Button>
        </PostForm>
        {state === "planned" ? <TimersPart {...props} /> : null}
        {state === "held" ? hiding : null}
      </>
    );
  return (
    <>
      <SwitchForm
        {...props}
        name="close"
        field={{ isClosed: isClosedItself }}
        icon="lock"
        what={t("discussions.manage.closeWhat")}
        button={t(isClosedItself ? "discussions.manage.reopen" : "discussions.manage.close")}
      />
      <SwitchForm
        {...props}
        name="pin"
        field={{ isPinned: page.isPinned }}
        icon="up"
        what={t("discussions.manage.pinWhat")}
        button={t(page.isPinned ? "discussions.manage.unpin" : "discussions.manage.pin")}
      />
      <CareParts {...props} />
      {hiding}
    </>
  );
}

/** A form with one button that turns something on, or off if it is on. */
function SwitchForm(
  props: ManageProps & {
    name: "close" | "pin";
    /** The field, and whether it is on now. */
    field: Readonly<Record<string, boolean>>;
    icon: IconName;
    what: string;
    button: string;
  },
) {
  const { t, form, action, name, field, icon, what, button } = props;
  const hidden = Object.fromEntries(Object.entries(field).map(([key, isOn]) => [key, isOn ? "" : "on"]));
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fieldsOf(t, form, name)}
      hidden={hidden}
      className="stack g2"
    >
      <p className="small">{what}</p>
      <p>
        <Button icon={icon}>{button}</Button>
      </p>
    </PostForm>
  );
}
