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
  /** A token that makes a form sent twice one save. */
  clientToken: string;
  /** The revision that the text is based on; null if there is none. */
  base: number | null;
  /** For the editor and for a plain field, as in `TextPart`. */
  data: string;
  text: string | null;
  /** The data of the form's own draft, as JSON. */
  formDraft: string;
  theirs: { text: string; number: number } | null;
  /** The steps that this member may take with the post in its current state. */
  steps: readonly ("draft" | "submit" | "publish")[];
}

/** The form for writing a post: all of it, saved together, with the next step. */
export function WriteForm(props: WriteProps) {
  const { t, locale, form, action, kept, steps, clientToken, base, theirs } = props;
  const fields = fieldsOf(t, form, "post");
  return (
    <PostForm
      t={t}
      name="post"
      action={action}
      fields={fields}
      labels={postLabels(t)}
      ids={POST_FIELD_IDS}
      button="step"
      className="stack"
      // What was typed is based on the revision shown then, until it is merged with the current one.
      hidden={{
        clientToken,
        base: theirs ? String(theirs.number) : fields.value("base", String(base ?? "")),
      }}
    >
      <div className="writing">
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
          <StepsBox t={t} steps={steps} />
        </div>
      </div>
    </PostForm>
  );
}

/** The choice of the next step, where the work ends: below the last field. The most common one is the main button. */
function StepsBox({ t, steps }: Pick<WriteProps, "t" | "steps">) {
  const main = steps.includes("submit") ? "submit" : "publish";
  return (
    <Box title={t("posts.steps.title")}>
      <div className="in-b stack g3">
        <div className="row">
          {steps.map((step) => (
            <Button key={step} kind={step === main ? "pri" : "plain"} name="step" value={step}>
              {t(`posts.steps.${step}`)}
            </Button>
          ))}
        </div>
        <p className="tiny dim">
          {t(steps.includes("publish") ? "posts.steps.noteOfModerator" : "posts.steps.note")}
        </p>
      </div>
    </Box>
  );
}
