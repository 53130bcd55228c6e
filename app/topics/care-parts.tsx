import { belowTopicHref } from "@/components/discussions/addresses";
import { timerValues, timeText } from "@/components/discussions/topic-state";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { ZonedTimeFields } from "@/components/zoned-time-fields";
import { SLOW_MINUTES, TIMERS } from "@/lib/discussions/care/model";
import type { ManageProps } from "./manage-props";

/** Moving replies, merging, archiving, slow mode and timers, for moderators. */
export function CareParts(props: ManageProps) {
  const { t, locale, own } = props;
  const { page } = own;
  return (
    <>
      <p className="row">
        <ButtonLink href={belowTopicHref(locale, page, "split")}>
          {t("discussions.care.split.open")}
        </ButtonLink>
        <ButtonLink href={belowTopicHref(locale, page, "merge")}>
          {t("discussions.care.merge.open")}
        </ButtonLink>
      </p>
      <ArchivePart {...props} />
      {page.isArchived ? null : <SlowPart {...props} />}
      {page.isArchived ? null : <TimersPart {...props} />}
      {own.hasOldTitles ? <TitlesPart {...props} /> : null}
    </>
  );
}

function ArchivePart({ t, form, own: { page }, action }: ManageProps) {
  return (
    <PostForm
      t={t}
      name="archive"
      action={action}
      fields={fieldsOf(t, form, "archive")}
      hidden={{ isArchived: page.isArchived ? "" : "on" }}
      className="stack g2"
    >
      <p className="small">{t("discussions.care.archiveWhat")}</p>
      <p>
        <Button icon="lock">
          {t(page.isArchived ? "discussions.care.unarchive" : "discussions.care.archive")}
        </Button>
      </p>
    </PostForm>
  );
}

function SlowPart({ t, form, own: { page }, action }: ManageProps) {
  const fields = fieldsOf(t, form, "slow");
  const label = t("discussions.care.slow.title");
  const options = SLOW_MINUTES.map((minutes) => ({ value: String(minutes), label: timeText(t, minutes) }));
  return (
    <PostForm
      t={t}
      name="slow"
      action={action}
      fields={fields}
      labels={{ minutes: label }}
      className="stack narrow"
    >
      <SelectField
        name="minutes"
        label={label}
        hint={t("discussions.care.slow.what")}
        empty={t("discussions.care.slow.none")}
        options={options}
        defaultValue={fields.value("minutes", page.slowMinutes === null ? "" : String(page.slowMinutes))}
        errors={fields.errors("minutes")}
      />
      <p>
        <Button>{t("discussions.care.slow.save")}</Button>
      </p>
    </PostForm>
  );
}

/** The timers of a topic, each with a way to cancel it, and the form for one more. */
export function TimersPart(props: ManageProps) {
  const { t, locale, form, own, action } = props;
  const fields = fieldsOf(t, form, "time");
  const word = (key: "timer" | "day" | "time" | "zone") => t(`discussions.care.timers.${key}`);
  const labels = { timer: word("timer"), day: word("day"), time: word("time"), zone: word("zone") };
  const possible = TIMERS.filter((timer) => (timer === "publish") === (own.state === "planned"));
  return (
    <Section id="timers" title={t("discussions.care.timers.title")}>
      {own.page.timers.map((timer) => (
        <PostForm
          key={timer.kind}
          t={t}
          name="stop"
          action={action}
          fields={fieldsOf(t, form, "stop")}
          hidden={{ timer: timer.kind }}
          className="row"
        >
          <span>{t(`discussions.care.timers.list.${timer.kind}`, timerValues(timer, locale))}</span>
          <Button size="sm">{t("discussions.care.timers.stop")}</Button>
        </PostForm>
      ))}
      <PostForm t={t} name="time" action={action} fields={fields} labels={labels} className="stack narrow">
        <SelectField
          name="timer"
          label={labels.timer}
          options={possible.map((value) => ({ value, label: t(`discussions.care.timers.${value}`) }))}
          defaultValue={fields.value("timer", possible[0] ?? "")}
          errors={fields.errors("timer")}
        />
        <ZonedTimeFields
          names={{ day: "day", time: "time", zone: "zone" }}
          labels={labels}
          fields={fields}
          isRequired
        />
        <p>
          <Button>{t("discussions.care.timers.set")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

function TitlesPart({ t, form, action }: ManageProps) {
  return (
    <PostForm t={t} name="titles" action={action} fields={fieldsOf(t, form, "titles")} className="stack g2">
      <p className="small">{t("discussions.care.titles.what")}</p>
      <p>
        <Button>{t("discussions.care.titles.button")}</Button>
      </p>
    </PostForm>
  );
}

/** The title of a topic that was merged, which the other topic still names. */
export function RetitlePart({ t, form, own: { page }, action }: ManageProps) {
  const fields = fieldsOf(t, form, "retitle");
  const label = t("discussions.new.field.title");
  return (
    <PostForm
      t={t}
      name="retitle"
      action={action}
      fields={fields}
      labels={{ title: label }}
      className="stack narrow"
    >
      <TextField
        name="title"
        label={label}
        hint={t("discussions.care.retitle.what")}
        maxLength={200}
        required
        defaultValue={fields.value("title", page.title)}
        errors={fields.errors("title")}
      />
      <p>
        <Button>{t("discussions.care.retitle.save")}</Button>
      </p>
    </PostForm>
  );
}
