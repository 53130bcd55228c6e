import { type DetailField, DetailFields } from "@/components/detail-fields";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import type { Translator } from "@/lib/i18n/translator";
import { PURGE_REASONS } from "@/lib/revisions/model";

/** The form by which moderators delete a text for a legal reason, with a warning that nothing brings it back. */
export function PurgeForm(props: {
  t: Translator;
  form: FormState;
  action: string;
  of: "revision" | "comment";
  /** For a revision with later ones before the current text: the number of the last of them. */
  last?: number | undefined;
}) {
  const { t, form, action, of, last } = props;
  const labels = {
    why: t("past.purge.why"),
    words: t("past.purge.words"),
    upTo: t("past.purge.through"),
  };
  const upTo: DetailField[] =
    last === undefined
      ? []
      : [
          {
            name: "upTo",
            type: "line",
            inputMode: "numeric",
            hint: t("past.purge.throughHint", { last }),
          },
        ];
  const list: DetailField[] = [
    {
      name: "why",
      type: "one",
      options: PURGE_REASONS.map((value) => ({ value, label: t(`past.purge.reasons.${value}`) })),
      empty: t("past.purge.choose"),
      hint: t("past.purge.whyHint"),
    },
    { name: "words", type: "line", maxLength: 300, dir: "auto", hint: t("past.purge.wordsHint") },
    ...upTo,
  ];
  const fields = fieldsOf(t, form, "purge");
  return (
    <PostForm t={t} name="purge" action={action} fields={fields} labels={labels} className="stack narrow">
      <SectionHead>{t("past.purge.title")}</SectionHead>
      <Note kind="bad">
        <p>{t(`past.purge.what.${of}`)}</p>
        <p>{t("past.purge.limits")}</p>
      </Note>
      <DetailFields list={list} labels={labels} fields={fields} />
      <p>
        <Button kind="bad">{t("past.purge.button")}</Button>
      </p>
    </PostForm>
  );
}
