import { fieldsOf, PostForm } from "@/components/post-form";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { ZonedTimeFields } from "@/components/zoned-time-fields";
import type { PostInWork } from "@/lib/blog/writing/model";
import type { FormState } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";

interface Common {
  t: Translator;
  form: FormState;
  action: string;
}

/** A form for a decision with a message to the authors or to readers. */
export function ReasonForm(
  props: Common & {
    name: "return" | "retract" | "restore" | "correct";
    field: "reason" | "note";
    kind: "plain" | "bad";
    hidden?: Record<string, string>;
  },
) {
  const { t, form, action, name, field, kind, hidden = {} } = props;
  const fields = fieldsOf(t, form, name);
  const id = `${name}-${field}`;
  const label = t(`posts.review.${name}.label`);
  return (
    <Box title={t(`posts.review.${name}.title`)}>
      <PostForm
        t={t}
        name={name}
        action={action}
        fields={fields}
        labels={{ [field]: label }}
        ids={{ [field]: id }}
        hidden={hidden}
        className="in-b stack g3"
      >
        <TextArea
          name={field}
          id={id}
          label={label}
          hint={t(`posts.review.${name}.hint`)}
          dir="auto"
          rows={3}
          maxLength={1000}
          defaultValue={fields.value(field)}
          errors={fields.errors(field)}
        />
        <Button kind={kind} isFull>
          {t(`posts.review.${name}.button`)}
        </Button>
      </PostForm>
    </Box>
  );
}

/** The form for scheduling publication: date and time in a chosen time zone. */
export function ScheduleForm(props: Common & { seen: string; found: PostInWork }) {
  const { t, form, action, seen, found } = props;
  const fields = fieldsOf(t, form, "schedule");
  const labels = {
    day: t("posts.review.schedule.day"),
    time: t("posts.review.schedule.time"),
    zone: t("posts.review.schedule.zone"),
  };
  return (
    <Box title={t("posts.review.schedule.title")}>
      <PostForm
        t={t}
        name="schedule"
        action={action}
        fields={fields}
        labels={labels}
        hidden={{ seen }}
        className="in-b stack g3"
      >
        <ZonedTimeFields
          names={{ day: "day", time: "time", zone: "zone" }}
          labels={labels}
          fields={fields}
          isRequired
          zone={found.publishZone}
        />
        <Button isFull>{t("posts.review.schedule.button")}</Button>
      </PostForm>
    </Box>
  );
}
