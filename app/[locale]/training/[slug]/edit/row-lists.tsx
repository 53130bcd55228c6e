import { languageOptions } from "@/components/name-options";
import type { FormFields } from "@/components/post-form";
import { type Asked, Control } from "@/components/ui/control";
import { SEARCHING } from "@/components/ui/pick";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { choiceText, pageMeant, titleChoices } from "@/lib/text/choice";
import type { FoundMaterial } from "@/lib/training";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  fields: FormFields;
  titles: readonly { slug: string; title: string }[];
}

/** A column of a list: what each row asks for, and the row's field in which it is stored. */
type Column<Row> = Asked & {
  name: string;
  from: keyof Row;
  label: string;
  /** Returns the errors in a value of the row. */
  wrong?: (text: string) => string[] | undefined;
};

const LINE = { type: "line", autoComplete: "off" } as const;

/** The list from which parts are chosen: nothing else can be a part. */
const PART_LIST = { list: "materials", ...SEARCHING, "data-known": "", maxLength: 300 };

/** The number of empty rows. */
const SPARE = 3;

/** Sessions, links and parts: a row each, and empty ones. */
export function RowLists(props: Props) {
  const { t, locale, material, fields } = props;
  return (
    <>
      <RowList
        t={t}
        fields={fields}
        of="sessions"
        rows={material.sessions}
        columns={[
          { ...LINE, name: "sessionTitle", from: "title", label: t("training.material.session") },
          { ...LINE, name: "sessionMinutes", from: "minutes", label: t("training.material.minutes") },
          {
            ...LINE,
            name: "sessionObjectives",
            from: "objectives",
            label: t("training.material.sessionObjectives"),
          },
        ]}
      />
      <RowList
        t={t}
        fields={fields}
        of="links"
        rows={material.links}
        columns={[
          { ...LINE, name: "linkUrl", from: "url", label: t("training.form.linkUrl") },
          { ...LINE, name: "linkLabel", from: "label", label: t("training.form.linkLabel") },
          {
            type: "one",
            name: "linkLanguage",
            from: "language",
            label: t("training.form.fileLanguage"),
            empty: t("training.form.choose"),
            names: "language",
            options: languageOptions(locale),
          },
        ]}
        errors={fields.errors("linkUrl")}
      />
      <PartList {...props} />
    </>
  );
}

/** The materials that a course consists of, by title. */
function PartList({ t, material, fields, titles }: Props) {
  const choices = titleChoices(titles.filter(({ slug }) => slug !== material.slug));
  const textOf = new Map(choices.map(({ slug, text }) => [slug, text]));
  /** Returns the errors in one row of parts after a refused form. */
  const wrong = (text: string) => {
    if (text === "" || !fields.errors("item")) return undefined;
    const found = pageMeant(text, choices);
    return typeof found === "string" ? [t(`errors.invalid.${found}_material`)] : undefined;
  };
  return (
    <>
      <RowList
        t={t}
        fields={fields}
        of="items"
        rows={material.items.map(({ slug, title, note }) => ({
          text: textOf.get(slug) ?? choiceText(title, slug),
          note,
        }))}
        columns={[
          { ...LINE, ...PART_LIST, name: "item", from: "text", label: t("training.form.item"), wrong },
          { ...LINE, name: "itemNote", from: "note", label: t("training.form.itemNote") },
        ]}
        errors={fields.errors("item")}
      />
      <datalist id={PART_LIST.list}>
        {choices.map(({ slug, text }) => (
          <option key={slug} value={text} />
        ))}
      </datalist>
    </>
  );
}

/** A list of a material; its errors as a whole are shown at its head, unless a row shows them. */
function RowList<Row extends object>(props: {
  t: Translator;
  fields: FormFields;
  of: "sessions" | "links" | "items";
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  errors?: string[] | undefined;
}) {
  const { t, fields, of, rows, columns } = props;
  const cells = columns.map(({ name, from, label, wrong, ...asks }) => {
    const kept = rows.map((row) => String(row[from] ?? ""));
    const texts = fields.values(name, kept);
    return { name, label, asks, texts, problems: texts.map((text) => wrong?.(text)) };
  });
  const errors = cells.some(({ problems }) => problems.some(Boolean)) ? undefined : props.errors;
  return (
    <fieldset className={errors?.length ? "f err" : "f"}>
      <legend>{t(`training.form.${of}`)}</legend>
      <span className="hint">{t(`training.form.${of}Hint`)}</span>
      {errors?.map((error) => (
        <span className="msg" key={error}>
          {error}
        </span>
      ))}
      {Array.from({ length: rows.length + SPARE }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity and are never reordered
        <div className="file-row" key={n}>
          {cells.map(({ name, label, asks, texts, problems }) => (
            <Control
              key={name}
              name={`${name}[]`}
              id={`${name}-${n}`}
              label={t("training.form.row", { label, number: n + 1 })}
              errors={problems[n]}
              asks={asks}
              value={texts[n] ?? ""}
            />
          ))}
        </div>
      ))}
    </fieldset>
  );
}
