import { FileEntry, FileMarks, FilePages } from "@/components/files/file-entry";
import { FileForm } from "@/components/files/file-form";
import { kindAndSize } from "@/components/files/file-words";
import { DISMISS_FORM, RefusedUploads } from "@/components/files/refused-uploads";
import { UploadForm } from "@/components/files/upload-form";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { FieldError, TextArea } from "@/components/ui/field";
import type { FileLine, OwnFile } from "@/lib/files/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial, VersionFile } from "@/lib/training";
import { materialPath } from "@/lib/training/model";
import { materialHref } from "../../addresses";
import { FileFacts } from "./file-facts";
import { OwnUploads } from "./own-uploads";
import { CHECKLIST, PROGRESS } from "./progress-part";

const LIST = "version-files";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  fields: FormFields;
  /** Files that were sent on its page and are not part of it yet. */
  incoming: readonly FileLine[];
  /** The member's own uploads, offered if they asked for them; else null. */
  own: readonly OwnFile[] | null;
  largest: number;
}

/** The files of the newest version. Each belongs to it from the moment it is uploaded here. */
export function FilesPart(props: Props) {
  const { t, locale, material, largest, incoming } = props;
  const files = material.versions[0]?.files ?? [];
  const isOut = isNewestOut(material);
  const unfinished = incoming.filter(({ state }) => state === "uploading");
  return (
    <>
      <UploadForm
        t={t}
        locale={locale}
        next={`${materialPath(material.slug)}/edit`}
        to={materialPath(material.slug)}
        list={LIST}
        also={`${PROGRESS} ${CHECKLIST}`}
        largest={largest}
      />
      <div id={LIST} className="stack">
        <RefusedUploads
          t={t}
          locale={locale}
          action={materialHref(locale, material.slug, "/edit")}
          loose={isOut ? incoming : [...incoming, ...files]}
          used={isOut ? files : []}
        />
        {unfinished.length > 0 ? <Unfinished {...props} files={unfinished} /> : null}
        <FilesForm {...props} />
      </div>
      <OwnUploads t={t} locale={locale} slug={material.slug} files={props.own} />
    </>
  );
}

/** Whether readers have the newest version. */
const isNewestOut = ({ versions }: FoundMaterial) => versions[0]?.publishedAt != null;

/** Uploads that a lost connection or a closed page interrupted. */
function Unfinished({ t, locale, material, files }: Props & { files: readonly FileLine[] }) {
  return (
    <section className="stack" aria-label={t("training.form.filesUnfinished")}>
      <p>
        <strong>{t("training.form.filesUnfinished")}</strong>
      </p>
      <ul className="list">
        {files.map((file) => (
          <FileEntry
            key={file.id}
            t={t}
            locale={locale}
            file={file}
            action={
              <FileForm
                t={t}
                name={DISMISS_FORM}
                action={materialHref(locale, material.slug, "/edit")}
                file={file}
                label={t("files.way.cancel")}
              />
            }
          />
        ))}
      </ul>
    </section>
  );
}

function FilesForm(props: Props) {
  const { t, locale, material, fields, incoming } = props;
  const [newest] = material.versions;
  const isOut = isNewestOut(material);
  const rows = rowsOf(newest?.files ?? [], incoming, isOut);
  const errors = fields.errors("use");
  const use = fields.values(
    "use",
    rows.map(({ file }) => file.id),
  );
  return (
    <PostForm
      t={t}
      name="files"
      action={materialHref(locale, material.slug, "/edit")}
      fields={fields}
      labels={{ use: t("training.form.use"), changes: t("training.form.replaced") }}
      ids={{ use: isOut ? "use-0" : LIST, changes: "replaced" }}
      hidden={{ others: "stay" }}
      button="remove"
      className="stack"
    >
      {/* Pressing Enter in a field saves; without this it would remove the first file. */}
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      <fieldset className={errors?.length ? "f err" : "f"}>
        <legend>{t("training.form.filesOf", { label: newest?.label ?? "" })}</legend>
        <span className="hint">
          {rows.length === 0 ? t("training.form.filesNone") : t("training.form.filesHint")}
          {isOut ? ` ${t("training.form.filesPublic")}` : null}
        </span>
        <FieldError id="use" errors={errors} />
        {rows.map((row, n) => (
          <FileRow
            key={row.file.id}
            t={t}
            locale={locale}
            row={row}
            n={n}
            isOut={isOut}
            isUsed={use.includes(row.file.id)}
            language={material.language}
          />
        ))}
      </fieldset>
      {isOut ? <ReplacedField t={t} fields={fields} /> : null}
      {rows.length > 0 ? (
        <p className="row">
          <Button kind="pri">{t("training.form.saveFiles")}</Button>
          {isOut ? null : <span className="hint">{t("training.form.fileRemoveHint")}</span>}
        </p>
      ) : null}
    </PostForm>
  );
}

/** What changed for readers, if a file is removed from a version that they have. */
function ReplacedField({ t, fields }: Pick<Props, "t" | "fields">) {
  return (
    <TextArea
      name="changes"
      id="replaced"
      label={t("training.form.replaced")}
      hint={t("training.form.replacedHint")}
      defaultValue={fields.value("changes")}
      errors={fields.errors("changes")}
      maxLength={2000}
      rows={2}
    />
  );
}

interface Row {
  file: FileLine;
  kept: VersionFile | null;
}

/** Returns the files of a version, and complete uploads that wait to be added to it. */
function rowsOf(own: readonly VersionFile[], incoming: readonly FileLine[], isOut: boolean): Row[] {
  const rows: Row[] = [];
  // Refused files are listed above; those that readers had are removed by a new version only.
  for (const file of own) if (isOut || file.state !== "refused") rows.push({ file, kept: file });
  for (const file of incoming)
    if (file.state === "clean" || file.state === "quarantined") rows.push({ file, kept: null });
  return rows;
}

interface RowProps {
  t: Translator;
  locale: Locale;
  row: Row;
  n: number;
  isOut: boolean;
  isUsed: boolean;
  language: string;
}

function FileRow(props: RowProps) {
  const { t, locale, row, n, language } = props;
  const { file, kept } = row;
  return (
    <div
      className="file-row"
      data-file={file.id}
      data-waits={file.state === "quarantined" ? "" : undefined}
      data-refused={file.state === "refused" ? "" : undefined}
    >
      <input type="hidden" name="file[]" value={file.id} />
      <FileHead {...props} />
      <FileFacts t={t} locale={locale} n={n} kept={kept} language={language} />
    </div>
  );
}

/** The name and state of a file: with a box in a published version, else with a button that removes it. */
function FileHead({ t, locale, row, n, isOut, isUsed }: RowProps) {
  const { file, kept } = row;
  const name = (
    <span>
      <bdi className="name">{file.name}</bdi>
      {isOut ? <span className="vh"> {t("training.form.use")}</span> : null}
      <span className="meta">
        <span className="num">{kindAndSize(t, locale, file)}</span>
        <FilePages t={t} file={file} />
        <FileMarks t={t} file={file} />
        {kept ? null : <span>{t("training.form.fileWaits")}</span>}
      </span>
    </span>
  );
  if (isOut)
    return (
      <label className="pick">
        <input type="checkbox" id={`use-${n}`} name="use[]" value={file.id} defaultChecked={isUsed} />
        {name}
      </label>
    );
  return (
    <div className="row apart all">
      <input type="hidden" name="use[]" value={file.id} />
      {name}
      <Button size="sm" name="remove" value={file.id}>
        {t("training.form.fileRemove")}
        <span className="vh">
          {" "}
          <bdi>{file.name}</bdi>
        </span>
      </Button>
    </div>
  );
}
