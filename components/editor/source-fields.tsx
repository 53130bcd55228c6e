import { matching } from "@/components/listbox/matching";
import { TextArea, TextField } from "@/components/ui/field";
import { message } from "@/lib/i18n/message";
import { readUrl } from "@/lib/text/href";
import { SOURCE_KINDS } from "@/lib/vocabulary/source-kinds";
import { Combobox } from "./combobox";
import { useEditorContext } from "./context";
import { languagesOf, type Typed, type Wrong } from "./source-typed";

interface PartProps {
  typed: Typed;
  wrong: Wrong;
  /** The fields that were filled in from the page at the address and not changed since. */
  filled: ReadonlySet<keyof Typed>;
  onType: (more: Partial<Typed>) => void;
}

const listed = (problem: string | undefined) => (problem === undefined ? undefined : [problem]);

/** Returns the hint of a field: that it was filled in from the page, or else its own. */
function useHints({ filled }: PartProps) {
  const { t } = useEditorContext();
  return (name: keyof Typed, own?: string) => (filled.has(name) ? t("editor.cite.lookUp.fromPage") : own);
}

/** The address of a source. */
export function AddressField({ typed, wrong, onType }: PartProps) {
  const { t } = useEditorContext();
  const url = readUrl(typed.url);
  const isCompleted = url !== null && !url.startsWith(typed.url.trim());
  return (
    // Not of the type "url": browsers refuse an address without "https://", which is added here.
    <TextField
      name="source-url"
      inputMode="url"
      label={t("editor.cite.url")}
      hint={isCompleted ? t("editor.records.readAs", { value: url }) : t("editor.cite.urlHint")}
      errors={listed(wrong.url)}
      maxLength={2000}
      value={typed.url}
      onChange={(event) => onType({ url: event.target.value })}
    />
  );
}

export function TitleField(props: PartProps) {
  const { typed, wrong, onType } = props;
  const { t } = useEditorContext();
  return (
    <TextField
      name="source-title"
      label={t("editor.cite.sourceTitle")}
      hint={useHints(props)("title")}
      errors={listed(wrong.title)}
      maxLength={300}
      dir="auto"
      value={typed.title}
      onChange={(event) => onType({ title: event.target.value })}
    />
  );
}

export function PublisherField(props: PartProps) {
  const { typed, onType } = props;
  const { t } = useEditorContext();
  return (
    <TextField
      name="source-publisher"
      label={t("editor.cite.publisher")}
      hint={useHints(props)("publisher")}
      maxLength={200}
      dir="auto"
      value={typed.publisher}
      onChange={(event) => onType({ publisher: event.target.value })}
    />
  );
}

export function KindField({ typed, onType }: PartProps) {
  const { t } = useEditorContext();
  return (
    <div className="f">
      <label htmlFor="source-kind">{t("editor.cite.kind")}</label>
      <select
        className="in"
        id="source-kind"
        value={typed.kind}
        onChange={(event) => onType({ kind: event.target.value })}
      >
        <option value="">{t("editor.records.choose")}</option>
        {SOURCE_KINDS.map((one) => (
          <option key={one} value={one}>
            {message(t, `revisions.options.sourceKind.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

export function LanguageField(props: PartProps) {
  const { typed, wrong, onType } = props;
  const { t, data } = useEditorContext();
  const languages = languagesOf(data.locale);
  return (
    <Combobox
      label={t("editor.cite.language")}
      hint={useHints(props)("lang")}
      problem={wrong.lang}
      none={t("common.pick.none")}
      value={typed.lang}
      choices={matching(typed.lang, languages)}
      onChange={(lang) => onType({ lang })}
      onChoose={(tag) => onType({ lang: languages.find(({ key }) => key === tag)?.label ?? "" })}
    />
  );
}

/** The fields that few sources need; they unfold if one of them was filled in. */
export function MoreSourceFields(props: PartProps) {
  const { typed, wrong, filled, onType } = props;
  const { t } = useEditorContext();
  const hintOf = useHints(props);
  return (
    <details className="more folded" open={filled.has("published") || undefined}>
      <summary>{t("editor.records.more")}</summary>
      <div className="stack">
        <TextField
          name="source-published"
          label={message(t, "revisions.fields.sources.published")}
          hint={hintOf("published", t("editor.records.dateForm"))}
          errors={listed(wrong.published)}
          maxLength={60}
          dir="auto"
          value={typed.published}
          onChange={(event) => onType({ published: event.target.value })}
        />
        <TextField
          name="source-archive"
          inputMode="url"
          label={message(t, "revisions.fields.sources.archiveUrl")}
          errors={listed(wrong.archiveUrl)}
          maxLength={2000}
          value={typed.archiveUrl}
          onChange={(event) => onType({ archiveUrl: event.target.value })}
        />
        <TextArea
          name="source-note"
          label={message(t, "revisions.fields.record.note")}
          rows={2}
          maxLength={1000}
          dir="auto"
          value={typed.note}
          onChange={(event) => onType({ note: event.target.value })}
        />
      </div>
    </details>
  );
}
