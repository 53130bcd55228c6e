import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { type Option, SelectField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { OutlineSheet, SheetsOutline } from "@/lib/files/outline/model";
import type { Translator } from "@/lib/i18n/translator";
import { guessColumns, headOf, widthOf } from "@/lib/profiles/importing";
import { IMPORT_FIELDS, LAW_COLUMNS } from "@/lib/profiles/importing/model";
import { importHref } from "./addresses";
import type { ImportProps } from "./import-props";

interface Props extends Omit<ImportProps, "found"> {
  file: string;
  name: string;
  outline: SheetsOutline;
  sheet: number;
}

/** A choice of meaning for each column of a sheet of laws, with its first cells. */
export function LawsForm({ t, locale, head, form, file, name, outline, sheet: at }: Props) {
  const fields = fieldsOf(t, form, "laws");
  const sheet = outline.sheets[at];
  if (!sheet) return <Note kind="warn">{t("imports.laws.noSheet")}</Note>;
  const columns = columnsOf(t, sheet);
  const labels = Object.fromEntries(columns.map(({ field, label }) => [field, label]));
  const options = columnOptions(t);
  return (
    <Section id="columns" className="stack g3" title={t("imports.laws.title", { file: name })}>
      <p className="narrow">{t("imports.laws.what")}</p>
      <SheetLinks {...{ t, locale, head, file, outline, at }} />
      {sheet.isCut ? <Note kind="warn">{t("imports.laws.cut", { count: sheet.rows.length })}</Note> : null}
      <PostForm
        t={t}
        name="laws"
        action={importHref(locale, head.slug, { file, sheet: at })}
        fields={fields}
        labels={{ ...labels, maker: t("imports.laws.maker") }}
        hidden={{ file, sheet: String(at) }}
        className="stack g3 narrow"
      >
        <ol className="list import-parts">
          {columns.map(({ field, label, guess, example }) => (
            <li key={field} className="import-part">
              <SelectField
                name={field}
                label={label}
                hint={<bdi>{example}</bdi>}
                defaultValue={fields.value(field, guess)}
                errors={fields.errors(field)}
                options={options}
              />
            </li>
          ))}
        </ol>
        <TextField
          name="maker"
          label={t("imports.laws.maker")}
          hint={t("imports.laws.makerHint")}
          defaultValue={fields.value("maker")}
          errors={fields.errors("maker")}
          maxLength={300}
        />
        <p>
          <Button kind="pri">{t("imports.draft")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

function SheetLinks(props: Pick<Props, "t" | "locale" | "head" | "file" | "outline"> & { at: number }) {
  const { t, locale, head, file, outline, at } = props;
  if (outline.sheets.length < 2) return null;
  return (
    <nav aria-label={t("imports.laws.sheets")}>
      <ul className="row">
        {outline.sheets.map(({ name }, n) => (
          <li key={importHref(locale, head.slug, { file, sheet: n })}>
            <a
              href={importHref(locale, head.slug, { file, sheet: n })}
              aria-current={n === at ? "page" : undefined}
            >
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Lists the columns with their names, suggested meanings, and first two cells as an example. */
function columnsOf(t: Translator, sheet: OutlineSheet) {
  const start = headOf(sheet);
  const guesses = guessColumns(sheet);
  return Array.from({ length: widthOf(sheet) }, (_, n) => {
    const below = sheet.rows.slice(start + 1).flatMap((row) => (row[n] ? [row[n]] : []));
    const example = [...new Set(below)].slice(0, 2).join(" · ").slice(0, 200);
    const label = sheet.rows[start]?.[n] || t("imports.laws.column", { number: n + 1 });
    return { field: IMPORT_FIELDS.column(n), label, guess: guesses[n] ?? "none", example };
  });
}

function columnOptions(t: Translator): Option[] {
  const columns = LAW_COLUMNS.map((column) => ({
    value: column as string,
    label: t(`imports.columns.${column}`),
  }));
  return [{ value: "none", label: t("imports.columns.none") }, ...columns];
}
