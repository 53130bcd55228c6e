import { fieldsOf, PostForm } from "@/components/post-form";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { sectionTitle } from "@/components/profiles/section-title";
import { Button } from "@/components/ui/button";
import { type Option, SelectField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { OutlinePart, TextOutline } from "@/lib/files/outline/model";
import { CONTENT_LANGUAGES } from "@/lib/i18n/content-languages";
import { languageName } from "@/lib/i18n/language-names";
import { LOCALES } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";

import { guessTargets, type SectionNames } from "@/lib/profiles/importing";
import { IMPORT_FIELDS, PROSE_SECTIONS } from "@/lib/profiles/importing/model";
import { inlinesIn } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";
import { importHref } from "./addresses";
import type { ImportProps } from "./import-props";

interface Props extends Omit<ImportProps, "found"> {
  file: string;
  name: string;
  outline: TextOutline;
}

/** A choice of section for each heading of a document. */
export function TextForm({ t, locale, head, form, file, name, outline }: Props) {
  const fields = fieldsOf(t, form, "text");
  const { parts, leftOut } = outline;
  const title = t("imports.text.title", { file: name });
  if (parts.length === 0)
    return (
      <Section id="sections" title={title}>
        <Note kind="warn">{t("imports.text.noText")}</Note>
      </Section>
    );
  const guesses = guessTargets(parts, sectionNames());
  const options = targetOptions(t);
  const labels = Object.fromEntries(
    parts.map(({ title }, n) => [IMPORT_FIELDS.part(n), title || t("imports.text.before")]),
  );
  return (
    <Section id="sections" className="stack g3" title={title}>
      <p className="narrow">{t("imports.text.what")}</p>
      {leftOut.pictures > 0 ? (
        <Note kind="warn">{t("imports.text.pictures", { count: leftOut.pictures })}</Note>
      ) : null}
      {leftOut.isCut ? <Note kind="warn">{t("imports.text.cut")}</Note> : null}
      <PostForm
        t={t}
        name="text"
        action={importHref(locale, head.slug, { file })}
        fields={fields}
        labels={{ ...labels, lang: t("imports.text.language") }}
        hidden={{ file }}
        className="stack g3 narrow"
      >
        <SelectField
          name="lang"
          label={t("imports.text.language")}
          hint={t("imports.text.languageHint")}
          defaultValue={fields.value("lang", locale)}
          errors={fields.errors("lang")}
          options={CONTENT_LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag, locale) }))}
        />
        <ol className="list import-parts">
          {parts.map((part, n) => (
            <li key={IMPORT_FIELDS.part(n)} className="import-part" data-level={part.level}>
              <SelectField
                name={IMPORT_FIELDS.part(n)}
                label={part.title || t("imports.text.before")}
                hint={<PartFacts t={t} part={part} />}
                defaultValue={fields.value(IMPORT_FIELDS.part(n), guesses[n])}
                errors={fields.errors(IMPORT_FIELDS.part(n))}
                options={options}
              />
            </li>
          ))}
        </ol>
        <p>
          <Button kind="pri">{t("imports.draft")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** The beginning of a part, and the numbers of its tables and notes. */
function PartFacts({ t, part }: { t: Translator; part: OutlinePart }) {
  const { blocks } = part;
  const tables = blocks.filter(({ type }) => type === "table").length;
  const notes = inlinesIn(blocks).filter(({ type }) => type === "footnote").length;
  const words = blocks.map(blockText).join(" ").replace(/\s+/gu, " ").trim();
  return (
    <>
      {blocks.length === 0 ? t("imports.text.empty") : <bdi>{shortened(words)}</bdi>}
      {tables > 0 ? ` ${t("imports.text.tables", { count: tables })}` : null}
      {notes > 0 ? ` ${t("imports.text.notes", { count: notes })}` : null}
    </>
  );
}

const SHOWN = 160;

function shortened(words: string): string {
  return words.length <= SHOWN ? words : `${words.slice(0, SHOWN).replace(/\s+\S*$/u, "")}…`;
}

function targetOptions(t: Translator): Option[] {
  const sections = OUTLINE_ENTRIES.filter(({ key }) => PROSE_SECTIONS.includes(key)).map(
    ({ key, number }) => ({
      value: key as string,
      label: `${number} ${sectionTitle(t, key)}`,
    }),
  );
  return [
    { value: "none", label: t("imports.text.none") },
    { value: "above", label: t("imports.text.above") },
    ...sections,
  ];
}

/** Titles of the sections in every language of the interface: a document can be in any of them. */
function sectionNames(): SectionNames {
  const names = PROSE_SECTIONS.map((key) => [
    key,
    LOCALES.map((locale) => sectionTitle(translator(locale), key)),
  ]);
  return Object.fromEntries(names) as SectionNames;
}
