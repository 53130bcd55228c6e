import { FileMarks, FilePages, refusalText } from "@/components/files/file-entry";
import { kindAndSize, sizeText } from "@/components/files/file-words";
import { UploadRows } from "@/components/files/upload-form";
import type { FormFields } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { MOST_FILES } from "@/lib/comments/model";
import { type FileLine, UPLOAD_FORM, UPLOADS } from "@/lib/files/model";
import { ACCEPTED } from "@/lib/files/types/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** What the form of a comment needs to take files. */
export interface Attaching {
  /** The address, without language, of the page where the form is shown again with the files. */
  next: string;
  /** The result of `largestUpload()`, in bytes. */
  largest: number;
  /** Files of the comment, and those that were sent for it. */
  files: readonly FileLine[];
  /** Ids of the files that are ticked at first. */
  chosen: readonly string[];
  /** Whether files were just sent, even if none was accepted. */
  isTried?: boolean;
}

/** Ids of the fields, for the summary of errors. */
export const ATTACH_IDS = { files: "attached", chosen: "chosen" };

/**
 * Attaches files to what is written in the same form. Without scripts a button of its own sends the whole form to the
 * uploads, which show it again with what was typed; with scripts each file is sent as soon as it is chosen.
 */
export function AttachPart(props: Attaching & { t: Translator; locale: Locale; fields: FormFields }) {
  const { t, locale, next, largest, files, chosen, isTried = false, fields } = props;
  const errors = { files: fields.errors("files"), chosen: fields.errors("chosen") };
  const size = sizeText(locale, largest);
  const isOpen = isTried || files.length > 0 || Object.values(errors).some((one) => one !== undefined);
  return (
    <details
      className="more folded uploads"
      open={isOpen}
      data-attach={UPLOADS}
      data-largest={largest}
      data-only=""
    >
      <summary>{t("comments.files.attach")}</summary>
      <div className="stack">
        <input type="hidden" name="next" value={localePath(locale, next)} />
        {/* So that no file is a list too. */}
        <input type="hidden" name="files[]" value="" />
        {files.length > 0 || errors.files ? (
          <fieldset className={errors.files ? "f err" : "f"} id={ATTACH_IDS.files}>
            <legend>{t("comments.files.title")}</legend>
            <FieldError id={ATTACH_IDS.files} errors={errors.files} />
            {files.map((file) => (
              <AttachedFile key={file.id} {...{ t, locale, file }} isChosen={chosen.includes(file.id)} />
            ))}
          </fieldset>
        ) : null}
        <ChooseFiles t={t} locale={locale} size={size} errors={errors.chosen} />
        <UploadRows t={t} size={size} more={{ remove: t("files.remove") }} />
        <p className="hint" data-wait="" hidden>
          {t("comments.files.wait")}
        </p>
      </div>
    </details>
  );
}

/** The field that takes files, and the button that sends them without scripts. */
function ChooseFiles(props: { t: Translator; locale: Locale; size: string; errors: string[] | undefined }) {
  const { t, locale, size, errors } = props;
  return (
    <>
      <Field
        name="chosen"
        label={t("comments.files.choose")}
        hint={`${t("files.chooseHint", { size })} ${t("comments.files.hint", { count: MOST_FILES })}`}
        errors={errors}
      >
        {({ id, describedBy }) => (
          <input
            className="in"
            id={id}
            name="chosen"
            type="file"
            multiple
            accept={ACCEPTED}
            aria-describedby={describedBy}
          />
        )}
      </Field>
      <p className="row" data-plain="">
        <Button
          size="sm"
          formAction={localePath(locale, UPLOAD_FORM)}
          formEncType="multipart/form-data"
          formNoValidate
        >
          {t("comments.files.send")}
        </Button>
        <span className="hint">{t("comments.files.kept")}</span>
      </p>
    </>
  );
}

/** A file that the comment has or will have: with a box, unless it was refused. */
function AttachedFile(props: { t: Translator; locale: Locale; file: FileLine; isChosen: boolean }) {
  const { t, locale, file, isChosen } = props;
  const isTaken = file.state === "clean" || file.state === "quarantined";
  const name = (
    <span>
      <bdi className="name">{file.name}</bdi>
      <span className="meta">
        <span className="num">{kindAndSize(t, locale, file)}</span>
        <FilePages t={t} file={file} />
        <FileMarks t={t} file={file} />
      </span>
      {file.state === "refused" ? <span className="small">{refusalText(t, file.refusal ?? "")}</span> : null}
    </span>
  );
  if (!isTaken) return <p className="small">{name}</p>;
  return (
    <label className="pick">
      <input type="checkbox" name="files[]" value={file.id} defaultChecked={isChosen} />
      {name}
    </label>
  );
}
