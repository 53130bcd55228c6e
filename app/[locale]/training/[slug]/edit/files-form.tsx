import { FileMarks, FilePages } from "@/components/files/file-entry";
import { kindAndSize } from "@/components/files/file-words";
import { RefusedUploads } from "@/components/files/refused-uploads";
import { UploadForm } from "@/components/files/upload-form";
import { type FormFields, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { type Asked, Control } from "@/components/ui/control";
import { FieldError, TextArea } from "@/components/ui/field";
import type { FileLine } from "@/lib/files/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial, VersionFile } from "@/lib/training";
import { FILE_PARTS, materialPath, partOf } from "@/lib/training/model";
import { ORIGINS } from "@/lib/training/vocabulary/model";
import { materialHref } from "../../addresses";
import { countryOptions, languageOptions, worded } from "../../fields";

const LIST = "version-files";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  fields: FormFields;
  /** The member's own uploads that are used nowhere. */
  loose: readonly FileLine[];
  /** Ids that a form for files has just uploaded. */
  fresh: readonly string[];
  largest: number;
}

/** Files are sent first and described afterwards: each form works without scripts. */
export function FilesPart(props: Props) {
  const { t, locale, material, largest } = props;
  return (
    <>
      <UploadForm
        t={t}
        locale={locale}
        next={`${materialPath(material.slug)}/edit`}
        list={LIST}
        largest={largest}
      />
      <div id={LIST}>
        <RefusedUploads
          t={t}
          locale={locale}
          action={materialHref(locale, material.slug, "/edit")}
          loose={props.loose}
          used={material.versions[0]?.files ?? []}
        />
        <FilesForm {...props} />
      </div>
    </>
  );
}

function FilesForm(props: Props) {
  const { t, locale, material, fields, loose, fresh } = props;
  const [newest] = material.versions;
  const own = newest?.files ?? [];
  const rows = rowsOf(own, loose);
  const errors = fields.errors("use");
  return (
    <PostForm
      t={t}
      name="files"
      action={materialHref(locale, material.slug, "/edit")}
      fields={fields}
      labels={{ use: t("training.form.use"), changes: t("training.form.replaced") }}
      ids={{ use: "use-0", changes: "replaced" }}
      className="stack"
    >
      <fieldset className={errors?.length ? "f err" : "f"}>
        <legend>{t("training.form.filesOf", { label: newest?.label ?? "" })}</legend>
        <span className="hint">
          {rows.length === 0 ? t("training.form.filesNone") : t("training.form.filesHint")}
        </span>
        <FieldError id="use" errors={errors} />
        {rows.map((row, n) => (
          <FileRow
            key={row.file.id}
            t={t}
            locale={locale}
            row={row}
            n={n}
            isUsed={fields.values("use", [...own.map(({ id }) => id), ...fresh]).includes(row.file.id)}
            language={material.language}
          />
        ))}
      </fieldset>
      {newest?.publishedAt ? (
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
      ) : null}
      {rows.length > 0 ? (
        <p>
          <Button kind="pri">{t("training.form.saveFiles")}</Button>
        </p>
      ) : null}
    </PostForm>
  );
}

interface Row {
  file: FileLine;
  kept: VersionFile | null;
}

/** Returns the files of a version, and uploads that can be added to it. */
function rowsOf(own: readonly VersionFile[], loose: readonly FileLine[]): Row[] {
  const others = loose.filter(
    (file) =>
      (file.state === "clean" || file.state === "quarantined") && !own.some(({ id }) => id === file.id),
  );
  return [...own.map((file) => ({ file, kept: file })), ...others.map((file) => ({ file, kept: null }))];
}

function FileRow(props: {
  t: Translator;
  locale: Locale;
  row: Row;
  n: number;
  isUsed: boolean;
  language: string;
}) {
  const { t, locale, row, n, isUsed, language } = props;
  const { file, kept } = row;
  return (
    <div
      className="file-row"
      data-file={file.id}
      data-waits={file.state === "quarantined" ? "" : undefined}
      data-refused={file.state === "refused" ? "" : undefined}
    >
      <input type="hidden" name="file[]" value={file.id} />
      <label className="pick">
        <input type="checkbox" id={`use-${n}`} name="use[]" value={file.id} defaultChecked={isUsed} />
        <span>
          <bdi>{file.name}</bdi>
          <span className="vh"> {t("training.form.use")}</span>
          <span className="meta">
            <span className="num">{kindAndSize(t, locale, file)}</span>
            <FilePages t={t} file={file} />
            <FileMarks t={t} file={file} />
          </span>
        </span>
      </label>
      <FileFacts t={t} locale={locale} n={n} kept={kept} language={language} />
    </div>
  );
}

/** The facts about a file: its language, origin and purpose. */
function FileFacts(props: {
  t: Translator;
  locale: Locale;
  n: number;
  kept: VersionFile | null;
  language: string;
}) {
  const { t, locale, n, kept, language } = props;
  const facts: (Asked & { name: string; label: string; value: string })[] = [
    {
      type: "one",
      name: "fileLanguage",
      label: t("training.form.fileLanguage"),
      names: "language",
      options: languageOptions(locale),
      value: kept?.language ?? language,
    },
    {
      type: "one",
      name: "fileOrigin",
      label: t("training.form.fileOrigin"),
      options: worded(t, "origin", ORIGINS),
      value: kept?.origin ?? "original",
    },
    {
      type: "one",
      name: "fileCountry",
      label: t("training.form.fileCountry"),
      empty: t("training.form.none"),
      names: "country",
      options: countryOptions(locale),
      value: kept?.country ?? "",
    },
    {
      type: "one",
      name: "filePart",
      label: t("training.form.filePart"),
      options: FILE_PARTS.map((value) => ({ value, label: t(`training.form.parts.${value}`) })),
      value: kept ? partOf(kept) : "participants",
    },
  ];
  return facts.map(({ name, label, value, ...asks }) => (
    <Control key={name} name={`${name}[]`} id={`${name}-${n}`} label={label} asks={asks} value={value} />
  ));
}
