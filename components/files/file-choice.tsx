import { FieldError } from "@/components/ui/field";
import type { FileLine, SameFile } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { FileMarks, FilePages, isWaiting, refusalText } from "./file-entry";
import { kindAndSize } from "./file-words";

/**
 * Which files belong to a thing: boxes of a form, under `name`, whose values are ids. Give it those that the thing has
 * and the member's own uploads that stand nowhere, with the ids that are ticked. What was refused is told and cannot be
 * ticked. Give `id` to `UploadForm` as its `list`.
 */
export function FileChoice(props: {
  t: Translator;
  locale: Locale;
  id: string;
  name: string;
  label: string;
  files: readonly (FileLine & { same?: readonly SameFile[] })[];
  chosen: readonly string[];
  errors?: string[];
}) {
  const { t, locale, id, name, label, files, chosen, errors } = props;
  return (
    <fieldset className="f" id={id} aria-describedby={errors?.length ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      <FieldError id={id} errors={errors} />
      {files.length === 0 ? <p className="hint">{t("files.noneYet")}</p> : null}
      {files.map((file) => (
        <div key={file.id} data-file={file.id} data-waits={isWaiting(file) ? "" : undefined}>
          {file.state === "quarantined" || file.state === "clean" ? (
            <label className="pick">
              <input type="checkbox" name={name} value={file.id} defaultChecked={chosen.includes(file.id)} />
              <ChoiceLine t={t} locale={locale} file={file} />
            </label>
          ) : (
            <div className="pick">
              <ChoiceLine t={t} locale={locale} file={file} />
            </div>
          )}
        </div>
      ))}
    </fieldset>
  );
}

function ChoiceLine(props: {
  t: Translator;
  locale: Locale;
  file: FileLine & { same?: readonly SameFile[] };
}) {
  const { t, locale, file } = props;
  return (
    <span>
      <bdi>{file.name}</bdi>
      <span className="meta">
        <span className="num">{kindAndSize(t, locale, file)}</span>
        <FilePages t={t} file={file} />
        <FileMarks t={t} file={file} />
      </span>
      {file.state === "refused" ? <span className="tiny">{refusalText(t, file.refusal ?? "")}</span> : null}
      <SameFiles t={t} locale={locale} same={file.same ?? []} />
    </span>
  );
}

/** Where the same content is already: what is there need not be uploaded twice. */
export function SameFiles(props: { t: Translator; locale: Locale; same: readonly SameFile[] }) {
  const { t, locale, same } = props;
  if (same.length === 0) return null;
  return (
    <span className="tiny same">
      {t("files.same")}{" "}
      {same.map((other) => (
        <span key={`${other.id}${other.place}`}>
          {other.place ? (
            <a href={localePath(locale, other.place)}>
              <bdi>{other.name}</bdi>
            </a>
          ) : (
            <bdi>{other.name}</bdi>
          )}{" "}
        </span>
      ))}
    </span>
  );
}
