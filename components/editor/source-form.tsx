import { type FormEvent, type ReactNode, useState } from "react";
import { matching, named } from "@/components/listbox/matching";
import { called } from "@/components/listbox/names";
import { languageChoices } from "@/components/records/language-choices";
import { TextArea, TextField } from "@/components/ui/field";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/message";
import { textOrNull } from "@/lib/revisions/records/records-values";
import { newBlockId } from "@/lib/text/block-id";
import { readUrl } from "@/lib/text/href";
import { isAmbiguousDate, readWrittenDate } from "@/lib/text/written-date";
import { SOURCE_KINDS } from "@/lib/vocabulary/source-kinds";
import { Combobox } from "./combobox";
import { useEditorContext } from "./context";

/** A source that was created while citing: it is saved with the text, as a revision of the profile's sources. */
export interface NewSource {
  id: string;
  title: string;
  publisher: string | null;
  kind: string | null;
  url: string | null;
  lang: string | null;
  published: string | null;
  accessed: string | null;
  archiveUrl: string | null;
  note: string | null;
}

const BLANK = {
  title: "",
  url: "",
  publisher: "",
  kind: "",
  lang: "",
  published: "",
  archiveUrl: "",
  note: "",
};
type Typed = typeof BLANK;
type Wrong = Partial<Record<keyof Typed, string>>;

interface Props {
  /** What was typed in the search for a source: the title of the new one, or its address. */
  begin: string;
  onMade: (source: NewSource) => void;
  /** The end of the form: further fields, and the button that sends it. */
  children: ReactNode;
}

/** The form for a new source, the same wherever sources are cited. */
export function SourceForm({ begin, onMade, children }: Props) {
  const { t, data } = useEditorContext();
  const [typed, setTyped] = useState(() => beginningWith(begin));
  const [wrong, setWrong] = useState<Wrong>({});
  const onType = (more: Partial<Typed>) => setTyped((now) => ({ ...now, ...more }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const found = faultsOf(typed, t, data.locale);
    setWrong(found);
    if (Object.keys(found).length === 0) onMade(sourceOf(typed, data.locale));
  };
  const parts = { typed, wrong, onType };
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <MainFields {...parts} />
      <div className="two">
        <KindField {...parts} />
        <LanguageField {...parts} />
      </div>
      <details className="more folded">
        <summary>{t("editor.records.more")}</summary>
        <MoreFields {...parts} />
      </details>
      {children}
    </form>
  );
}

function beginningWith(text: string): Typed {
  const words = text.trim();
  return readUrl(words) === null ? { ...BLANK, title: words } : { ...BLANK, url: words };
}

function faultsOf(typed: Typed, t: Translator, locale: Locale): Wrong {
  const isBadUrl = (url: string) => url.trim() !== "" && readUrl(url) === null;
  const isBadDate = typed.published.trim() !== "" && readWrittenDate(typed.published, locale) === null;
  const dateRule = isAmbiguousDate(typed.published, locale) ? "ambiguousDate" : "date";
  const isBadLanguage = typed.lang.trim() !== "" && languageOf(typed.lang, locale) === null;
  return {
    ...(typed.title.trim().length < 3 ? { title: t("editor.cite.titleNeeded") } : {}),
    ...(isBadUrl(typed.url) ? { url: t("revisions.rules.url") } : {}),
    ...(isBadUrl(typed.archiveUrl) ? { archiveUrl: t("revisions.rules.url") } : {}),
    ...(isBadDate ? { published: t(`revisions.rules.${dateRule}`) } : {}),
    ...(isBadLanguage ? { lang: t("common.pick.unknown") } : {}),
  };
}

function sourceOf(typed: Typed, locale: Locale): NewSource {
  return {
    id: newBlockId(),
    title: typed.title.trim(),
    publisher: textOrNull(typed.publisher),
    kind: textOrNull(typed.kind),
    url: readUrl(typed.url),
    lang: languageOf(typed.lang, locale),
    published: readWrittenDate(typed.published, locale),
    accessed: new Date().toISOString().slice(0, 10),
    archiveUrl: readUrl(typed.archiveUrl),
    note: textOrNull(typed.note),
  };
}

const languagesOf = (locale: Locale) =>
  languageChoices(locale).map(({ value, label }) => ({
    key: value,
    label,
    called: called("language", value),
  }));

const languageOf = (name: string, locale: Locale) => named(name, languagesOf(locale))?.key ?? null;

interface PartProps {
  typed: Typed;
  wrong: Wrong;
  onType: (more: Partial<Typed>) => void;
}

const listed = (problem: string | undefined) => (problem === undefined ? undefined : [problem]);

function MainFields({ typed, wrong, onType }: PartProps) {
  const { t } = useEditorContext();
  const url = readUrl(typed.url);
  const isCompleted = url !== null && !url.startsWith(typed.url.trim());
  return (
    <>
      <TextField
        name="source-title"
        label={t("editor.cite.sourceTitle")}
        errors={listed(wrong.title)}
        maxLength={300}
        dir="auto"
        value={typed.title}
        onChange={(event) => onType({ title: event.target.value })}
      />
      {/* Not of the type "url": browsers refuse an address without "https://", which is added here. */}
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
      <TextField
        name="source-publisher"
        label={t("editor.cite.publisher")}
        maxLength={200}
        dir="auto"
        value={typed.publisher}
        onChange={(event) => onType({ publisher: event.target.value })}
      />
    </>
  );
}

function KindField({ typed, onType }: PartProps) {
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

function LanguageField({ typed, wrong, onType }: PartProps) {
  const { t, data } = useEditorContext();
  const languages = languagesOf(data.locale);
  return (
    <Combobox
      label={t("editor.cite.language")}
      problem={wrong.lang}
      none={t("common.pick.none")}
      value={typed.lang}
      choices={matching(typed.lang, languages)}
      onChange={(lang) => onType({ lang })}
      onChoose={(tag) => onType({ lang: languages.find(({ key }) => key === tag)?.label ?? "" })}
    />
  );
}

function MoreFields({ typed, wrong, onType }: PartProps) {
  const { t } = useEditorContext();
  return (
    <div className="stack">
      <TextField
        name="source-published"
        label={message(t, "revisions.fields.sources.published")}
        hint={t("editor.records.dateForm")}
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
  );
}
