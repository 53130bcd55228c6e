import { type DetailField, DetailFields } from "@/components/detail-fields";
import { ErrorsSummary } from "@/components/errors-summary";
import { DISMISS_FORM, RefusedUploads } from "@/components/files/refused-uploads";
import { FormDraftPlace } from "@/components/form-draft-place";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { SummaryField, TextPart } from "@/components/text-part";
import { Time } from "@/components/time";
import { DeleteDraft } from "@/components/trash";
import { Box } from "@/components/ui/box";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { PostInWork } from "@/lib/blog/writing/model";
import { TRASH_DAYS } from "@/lib/core/trash";
import type { FileLine } from "@/lib/files/model";
import { localePath } from "@/lib/i18n/locales";
import { DetailsPart, HeadPart, POST_FIELD_IDS, postLabels } from "../../details-part";
import { PostStateTag, whenInZone } from "../../state";
import { WriteForm, type WriteProps } from "../../write-view";
import { BylinePart } from "./byline-part";
import { PreviewPart } from "./preview-part";

interface Props extends Omit<WriteProps, "action" | "base" | "steps"> {
  found: PostInWork;
  /** The result of the last form, as named in the address. */
  done: string | null;
  /** The member's own refused uploads that are used nowhere. */
  refused: readonly FileLine[];
  mayDescribe: boolean;
  isModerator: boolean;
  /** Whether this member may approve publication. */
  mayApprove: boolean;
  maySubmit: boolean;
  /** Whether this member may delete it in its current state. */
  mayRemove: boolean;
}

/** Forms with only a button: their errors are shown at the head of the page. */
const OF_A_BUTTON: ReadonlySet<string | null> = new Set([
  "withdraw",
  "preview",
  "endPreview",
  "remove",
  DISMISS_FORM,
]);

/** An existing post for those who may change it: the form, its state, and the available actions. */
export function EditPostView(props: Props) {
  const { t, locale, form, done, found, mayDescribe, isModerator, mayApprove, maySubmit, mayRemove } = props;
  const action = localePath(locale, `/blog/${found.slug}/edit`);
  // If it was deleted in another tab, it is drawn for the text typed here, as the draft that it will be once
  // restored.
  const isDraft = found.state === "draft" || found.state === "removed";
  const isOpen = isDraft || found.state === "submitted";
  const steps = [
    "draft" as const,
    ...(isDraft && maySubmit ? (["submit"] as const) : []),
    ...(mayApprove ? (["publish"] as const) : []),
  ];
  const whole = OF_A_BUTTON.has(form.name) ? form : { errors: {}, error: null };
  return (
    <>
      <Done {...props} done={form.name === null ? done : null} />
      <PageHead
        title={found.title}
        sub={<PostStateTag t={t} state={found.state} />}
        actions={
          <>
            {found.publishedAt ? (
              <ButtonLink href={localePath(locale, `/blog/${found.slug}`)}>{t("posts.edit.open")}</ButtonLink>
            ) : null}
            {isModerator ? (
              <ButtonLink href={localePath(locale, `/blog/review/${found.slug}`)}>
                {t("posts.review.of")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="wrap body flush stack">
        <ErrorsSummary t={t} problems={whole} labels={{}} />
        <StateNote {...props} action={action} />
        <RefusedUploads t={t} locale={locale} action={action} loose={props.refused} used={found.pictures} />
        {isOpen && (mayDescribe || found.state === "removed") ? (
          <WriteForm {...props} action={action} base={found.number} steps={steps} />
        ) : (
          <AcceptedForms {...props} action={action} />
        )}
        <BylinePart t={t} locale={locale} found={found} />
        {found.state === "published" || found.state === "retracted" || found.state === "removed" ? null : (
          <PreviewPart t={t} locale={locale} action={action} previews={found.previews} />
        )}
        {mayRemove ? (
          <DeleteDraft t={t} action={action} hint={t("posts.edit.removeHint", { days: TRASH_DAYS })} />
        ) : null}
      </div>
    </>
  );
}

function Done({ t, locale, done, form }: Props) {
  if (form.name === "preview" && form.shown?.token) {
    const href = localePath(locale, `/blog/preview/${String(form.shown.token)}`);
    return (
      <Outcome title={t("posts.preview.made")}>
        <a href={href}>{t("posts.preview.link")}</a>{" "}
        {t.rich("posts.preview.until", {
          when: () => <Time at={String(form.shown?.expiresAt)} locale={locale} />,
        })}
      </Outcome>
    );
  }
  switch (done) {
    case "saved":
    case "submitted":
    case "withdrawn":
    case "pending":
    case "ended":
    case "putback":
      return <Outcome>{t(`posts.done.${done}`)}</Outcome>;
    default:
      return null;
  }
}

/** The state of the post and what is pending; for a returned post, the reason. */
function StateNote({ t, locale, found, action }: Props & { action: string }) {
  return (
    <>
      {found.state === "draft" && found.returnReason ? (
        <Note kind="warn" title={t("posts.edit.returned")}>
          <span className="as-typed">
            <bdi>{found.returnReason}</bdi>
          </span>
        </Note>
      ) : null}
      {found.state === "submitted" || found.state === "scheduled" ? (
        <PostForm t={t} name="withdraw" action={action} className="row apart note">
          <p>
            {found.state === "submitted"
              ? t("posts.edit.submitted")
              : t("posts.edit.scheduled", { when: whenInZone(found, locale), zone: found.publishZone ?? "" })}
          </p>
          <Button size="sm">{t("posts.edit.withdraw")}</Button>
        </PostForm>
      ) : null}
      {found.waiting.length > 0 ? (
        <Note kind="warn">{t("posts.edit.waiting", { count: found.waiting.length })}</Note>
      ) : null}
    </>
  );
}

/** After acceptance, a post's text and its details are changed separately: the text with a summary. */
function AcceptedForms(props: Props & { action: string }) {
  return (
    <>
      <TextForm {...props} />
      {props.mayDescribe ? <DetailsForm {...props} /> : <Note>{props.t("posts.details.closed")}</Note>}
    </>
  );
}

function TextForm(props: Props & { action: string }) {
  const { t, form, found, kept, action, isModerator, clientToken, theirs } = props;
  const fields = fieldsOf(t, form, "text");
  const labels = { text: t("posts.text.label"), summary: t("editor.summary.label") };
  return (
    <PostForm
      t={t}
      name="text"
      action={action}
      fields={fields}
      labels={labels}
      ids={{ summary: "edit-summary" }}
      className="stack"
      hidden={{ clientToken, base: String(theirs?.number ?? found.number ?? "") }}
    >
      <div className="stack writing">
        <TextPart
          t={t}
          label={labels.text}
          holdsMore={t("posts.text.holdsMore")}
          fields={fields}
          data={props.data}
          text={props.text}
          theirs={theirs?.text ?? null}
          lang={kept.language}
        />
        <Box title={t("posts.steps.title")}>
          <div className="in-b stack g3">
            <SummaryField t={t} id="edit-summary" label={labels.summary} fields={fields} />
            <p>
              <Button kind="pri">{t("editor.submit.save")}</Button>
            </p>
            <p className="tiny dim">{t(isModerator ? "posts.edit.atOnce" : "posts.edit.waits")}</p>
          </div>
        </Box>
      </div>
    </PostForm>
  );
}

function DetailsForm(props: Props & { action: string }) {
  const { t, locale, form, found, kept, action, clientToken } = props;
  const fields = fieldsOf(t, form, "post");
  const published: DetailField[] = [
    { name: "address", type: "line", hint: t("posts.field.addressHint"), dir: "ltr", maxLength: 100 },
    {
      name: "note",
      type: "line",
      hint: t("posts.details.noteHint"),
      dir: "auto",
      maxLength: 200,
      required: true,
    },
  ];
  return (
    <PostForm
      t={t}
      name="post"
      action={action}
      fields={fields}
      labels={postLabels(t)}
      ids={POST_FIELD_IDS}
      className="stack"
      hidden={{ clientToken, step: "draft" }}
    >
      <SectionHead>{t("posts.details.title")}</SectionHead>
      <FormDraftPlace data={props.formDraft} />
      <HeadPart t={t} fields={fields} kept={kept} />
      <DetailsPart
        t={t}
        locale={locale}
        fields={fields}
        kept={kept}
        pictures={props.pictures}
        offered={props.offered}
      />
      {found.publishedAt ? (
        <DetailFields
          list={published}
          labels={{ address: t("posts.field.address"), note: t("posts.details.note") }}
          kept={{ address: found.slug }}
          fields={fields}
        />
      ) : null}
      <p>
        <Button kind="pri">{t("posts.details.save")}</Button>
      </p>
    </PostForm>
  );
}
