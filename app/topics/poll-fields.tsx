import type { FormFields } from "@/components/post-form";
import { SelectField, TextArea, TextField } from "@/components/ui/field";
import { ZoneField } from "@/components/zoned-time-fields";
import { MOST_OPTIONS, POLL_RESULTS, type Poll, QUESTION_LENGTH } from "@/lib/discussions/polls/model";
import type { Translator } from "@/lib/i18n/translator";

/** The labels of its fields, for the summary of errors. */
export const pollLabels = (t: Translator) => ({
  pollQuestion: t("discussions.poll.field.question"),
  pollOptions: t("discussions.poll.field.options"),
  pollMost: t("discussions.poll.field.most"),
  pollResults: t("discussions.poll.field.results"),
  pollDay: t("discussions.poll.field.day"),
  pollZone: t("discussions.poll.field.zone"),
});

const RESULT_WORDS = { "at-once": "atOnce", "when-closed": "whenClosed" } as const;
const MINUTE = 60_000;

/** The last day of a poll in its zone, as a field for days has it. */
function lastDay({ closesAt, zone }: Poll): string {
  if (!closesAt) return "";
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone ?? "UTC" } as const;
  return new Intl.DateTimeFormat("en-CA", parts).format(new Date(closesAt.getTime() - MINUTE));
}

/** The fields of a poll: empty for a new one. */
export function PollFieldList({ t, fields, kept }: { t: Translator; fields: FormFields; kept?: Poll }) {
  const labels = pollLabels(t);
  return (
    <>
      <TextField
        name="pollQuestion"
        label={labels.pollQuestion}
        dir="auto"
        maxLength={QUESTION_LENGTH}
        defaultValue={fields.value("pollQuestion", kept?.question)}
        errors={fields.errors("pollQuestion")}
      />
      <TextArea
        name="pollOptions"
        label={labels.pollOptions}
        hint={t("discussions.poll.field.optionsHint")}
        dir="auto"
        rows={5}
        defaultValue={fields.value("pollOptions", kept?.options.map(({ text }) => text).join("\n"))}
        errors={fields.errors("pollOptions")}
      />
      <TextField
        name="pollMost"
        type="number"
        min={1}
        max={MOST_OPTIONS}
        label={labels.pollMost}
        defaultValue={fields.value("pollMost", String(kept?.most ?? 1))}
        errors={fields.errors("pollMost")}
      />
      <SelectField
        name="pollResults"
        label={labels.pollResults}
        options={POLL_RESULTS.map((value) => ({
          value,
          label: t(`discussions.poll.field.${RESULT_WORDS[value]}`),
        }))}
        defaultValue={fields.value("pollResults", kept?.results ?? "at-once")}
        errors={fields.errors("pollResults")}
      />
      <TextField
        name="pollDay"
        type="date"
        label={labels.pollDay}
        hint={t("discussions.poll.field.dayHint")}
        defaultValue={fields.value("pollDay", kept && lastDay(kept))}
        errors={fields.errors("pollDay")}
      />
      <ZoneField label={labels.pollZone} name="pollZone" fields={fields} kept={kept?.zone ?? null} />
    </>
  );
}

/** The poll with which a topic is opened, folded. */
export function FirstPoll({ t, fields }: { t: Translator; fields: FormFields }) {
  const isTyped = Object.keys(pollLabels(t)).some((name) => (fields.errors(name) ?? []).length > 0);
  return (
    <details className="more folded" open={isTyped || fields.value("pollQuestion") !== ""}>
      <summary>{t("discussions.poll.add")}</summary>
      <div className="stack">
        <p className="small dim">{t("discussions.poll.secret")}</p>
        <PollFieldList t={t} fields={fields} />
      </div>
    </details>
  );
}
