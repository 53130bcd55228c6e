import type { ReactNode } from "react";
import { FormDraftPlace } from "@/components/form-draft-place";
import { fieldsOf, PostForm } from "@/components/post-form";
import { TextPart } from "@/components/text-part";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { SectionHead } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import {
  DetailsPart,
  HeadPart,
  POST_FIELD_IDS,
  type PostDetailValues,
  type PostOffers,
  postLabels,
} from "./details-part";

export interface WriteProps {
  t: Translator;
  locale: Locale;
  form: FormState;
  action: string;
  kept: PostDetailValues;
  pictures: readonly { id: string; name: string }[];
  offered: PostOffers;
  /** What makes one save of a form that is sent twice. */
  clientToken: string;
  /** The revision that the text is; null while there is none. */
  base: number | null;
  /** For the editor and for a plain field, as `TextPart` takes them. */
  data: string;
  text: string | null;
  /** What the draft of the form itself starts from, as JSON. */
  formDraft: string;
  theirs: { text: string; number: number } | null;
  /** The steps that this member may take with the post as it stands. */
  steps: readonly ("draft" | "submit" | "publish")[];
  /** What stands beside the form, after its own box. */
  aside?: ReactNode;
}

/** The form of a post that is being written: all of it, saved together, and what is to become of it. */
export function WriteForm(props: WriteProps) {
  const { t, locale, form, action, kept, steps, clientToken, base, theirs, aside } = props;
  const fields = fieldsOf(t, form, "post");
  return (
    <PostForm
      t={t}
      name="post"
      action={action}
      fields={fields}
      labels={postLabels(t)}
      ids={POST_FIELD_IDS}
      className="stack"
      // What was typed belongs to the text that it was typed over, until it was put together with what stands.
      hidden={{
        clientToken,
        base: theirs ? String(theirs.number) : fields.value("base", String(base ?? "")),
      }}
    >
      <div className="cols side writing">
        <div className="stack g6">
          <FormDraftPlace data={props.formDraft} />
          <HeadPart t={t} fields={fields} kept={kept} />
          <TextPart
            t={t}
            label={t("posts.text.label")}
            holdsMore={t("posts.text.holdsMore")}
            fields={fields}
            data={props.data}
            text={props.text}
            theirs={theirs?.text ?? null}
            lang={kept.language}
          />
          <SectionHead>{t("posts.details.title")}</SectionHead>
          <DetailsPart
            t={t}
            locale={locale}
            fields={fields}
            kept={kept}
            pictures={props.pictures}
            offered={props.offered}
          />
        </div>
        <aside className="stack sticky" aria-label={t("posts.steps.label")}>
          <StepsBox t={t} steps={steps} />
          {aside}
        </aside>
      </div>
    </PostForm>
  );
}

/** What is to become of the post; the step that most take next is the main button. */
function StepsBox({ t, steps }: Pick<WriteProps, "t" | "steps">) {
  const main = steps.includes("submit") ? "submit" : "publish";
  return (
    <Box title={t("posts.steps.title")}>
      <div className="in-b stack g3">
        {steps.map((step) => (
          <Button key={step} kind={step === main ? "pri" : "plain"} isFull name="step" value={step}>
            {t(`posts.steps.${step}`)}
          </Button>
        ))}
        <p className="tiny dim">
          {t(steps.includes("publish") ? "posts.steps.noteOfModerator" : "posts.steps.note")}
        </p>
      </div>
    </Box>
  );
}
