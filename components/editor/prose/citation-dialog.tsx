import { type FormEvent, useCallback, useState } from "react";
import { matching, named } from "@/components/listbox/matching";
import { called } from "@/components/listbox/names";
import { languageChoices } from "@/components/records/language-choices";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { message } from "@/lib/i18n/message";
import { textOrNull } from "@/lib/revisions/records/records-values";
import { newBlockId } from "@/lib/text/block-id";
import { safeUrl } from "@/lib/text/href";
import type { SectionApi } from "../api";
import { Combobox } from "../combobox";
import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";
import type { SourceChoice } from "../model";
import { useLookup } from "../use-lookup";

/** A source that was created while citing: it is saved with the text, as a revision of the profile's sources. */
export interface NewSource {
  id: string;
  title: string;
  publisher: string | null;
  kind: string | null;
  url: string | null;
  lang: string | null;
  published: null;
  accessed: string | null;
  archiveUrl: null;
  note: string | null;
}

const SOURCE_KINDS = [
  "official_gazette",
  "ministry",
  "treaty_office",
  "igo",
  "ngo",
  "academic",
  "press",
  "member_knowledge",
] as const;

interface Props {
  api: SectionApi;
  known: SourceChoice[];
  onClose: () => void;
  onCite: (source: string, locator: string | null) => void;
  onCreate: (source: NewSource) => void;
}

/** A dialog to choose or create a source of the profile and the place in it. */
export function CitationDialog(props: Props) {
  const { t } = useEditorContext();
  const [isNew, setNew] = useState(false);
  return (
    <Dialog title={t("editor.cite.title")} onClose={props.onClose}>
      <div className="row">
        <Button type="button" size="sm" aria-pressed={!isNew} onClick={() => setNew(false)}>
          {t("editor.cite.pick")}
        </Button>
        <Button type="button" size="sm" aria-pressed={isNew} onClick={() => setNew(true)}>
          {t("editor.cite.create")}
        </Button>
      </div>
      {isNew ? <CreateSource {...props} /> : <PickSource {...props} />}
    </Dialog>
  );
}

/** Finds sources whose names contain a text: known ones first, then those of the whole profile. */
async function findSources(
  text: string,
  signal: AbortSignal,
  { api, known }: Pick<Props, "api" | "known">,
): Promise<SourceChoice[]> {
  const matches = (source: SourceChoice) =>
    `${source.title} ${source.publisher}`.toLowerCase().includes(text.toLowerCase());
  const own = known.filter(matches);
  if (own.length >= 8 || text.trim() === "") return own.slice(0, 20);
  const { sources } = await api.findSources(text, signal);
  return [...own, ...sources.filter((source) => !own.some((one) => one.id === source.id))].slice(0, 20);
}

function PickSource({ api, known, onClose, onCite }: Props) {
  const { t } = useEditorContext();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<SourceChoice | null>(null);
  const [locator, setLocator] = useState("");
  const [isMissing, setMissing] = useState(false);
  const find = useCallback(
    (text: string, signal: AbortSignal) => findSources(text, signal, { api, known }),
    [api, known],
  );
  const found = useLookup(query, find);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) {
      setMissing(true);
      return;
    }
    onCite(chosen.id, textOrNull(locator.trim()));
    onClose();
  };
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <Combobox
        label={t("editor.cite.search")}
        hint={t("editor.cite.searchHint", { count: known.length })}
        value={query}
        choices={found.map((source) => ({ key: source.id, label: source.title, detail: source.publisher }))}
        onChange={(value) => {
          setQuery(value);
          setChosen(null);
          setMissing(false);
        }}
        onChoose={(id) => {
          const source = found.find((one) => one.id === id) ?? null;
          setChosen(source);
          setQuery(source?.title ?? "");
        }}
      />
      {isMissing ? (
        <p className="msg" role="alert">
          {t("editor.cite.missing")}
        </p>
      ) : null}
      <CitationEnd locator={locator} onLocate={setLocator} onClose={onClose} />
    </form>
  );
}

const BLANK = { title: "", publisher: "", url: "", kind: "", lang: "" };

interface Wrong {
  title?: string[];
  url?: string[];
  lang?: string;
}

function CreateSource({ onClose, onCite, onCreate }: Props) {
  const { t, data } = useEditorContext();
  const [typed, setTyped] = useState(BLANK);
  const [locator, setLocator] = useState("");
  const [errors, setErrors] = useState<Wrong>({});
  const languages = languageChoices(data.locale).map(({ value, label }) => ({
    key: value,
    label,
    called: called("language", value),
  }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const title = typed.title.trim();
    const url = typed.url.trim() === "" ? null : safeUrl(typed.url.trim());
    const lang = named(typed.lang, languages)?.key ?? null;
    const found = {
      ...(title.length < 3 ? { title: [t("editor.cite.titleNeeded")] } : {}),
      ...(typed.url.trim() !== "" && url === null ? { url: [t("editor.cite.urlInvalid")] } : {}),
      ...(typed.lang.trim() !== "" && lang === null ? { lang: t("common.pick.unknown") } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const id = newBlockId();
    onCreate({
      id,
      title,
      publisher: textOrNull(typed.publisher),
      kind: textOrNull(typed.kind),
      url,
      lang,
      published: null,
      accessed: new Date().toISOString().slice(0, 10),
      archiveUrl: null,
      note: null,
    });
    onCite(id, textOrNull(locator.trim()));
    onClose();
  };
  const onType = (more: Partial<typeof BLANK>) => setTyped((now) => ({ ...now, ...more }));
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <SourceFields typed={typed} errors={errors} onType={onType} />
      <div className="two">
        <SourceKind kind={typed.kind} onType={onType} />
        <Combobox
          label={t("editor.cite.language")}
          problem={errors.lang}
          none={t("common.pick.none")}
          value={typed.lang}
          choices={matching(typed.lang, languages)}
          onChange={(lang) => onType({ lang })}
          onChoose={(tag) => onType({ lang: languages.find(({ key }) => key === tag)?.label ?? "" })}
        />
      </div>
      <CitationEnd locator={locator} onLocate={setLocator} onClose={onClose} />
    </form>
  );
}

type OnType = (more: Partial<typeof BLANK>) => void;

function SourceFields(props: { typed: typeof BLANK; errors: Wrong; onType: OnType }) {
  const { typed, errors, onType } = props;
  const { t } = useEditorContext();
  return (
    <>
      <TextField
        name="source-title"
        label={t("editor.cite.sourceTitle")}
        errors={errors.title}
        maxLength={300}
        value={typed.title}
        onChange={(event) => onType({ title: event.target.value })}
      />
      <TextField
        name="source-publisher"
        label={t("editor.cite.publisher")}
        maxLength={200}
        value={typed.publisher}
        onChange={(event) => onType({ publisher: event.target.value })}
      />
      <TextField
        name="source-url"
        type="url"
        label={t("editor.cite.url")}
        hint={t("editor.cite.urlHint")}
        errors={errors.url}
        maxLength={2000}
        value={typed.url}
        onChange={(event) => onType({ url: event.target.value })}
      />
    </>
  );
}

function SourceKind({ kind, onType }: { kind: string; onType: OnType }) {
  const { t } = useEditorContext();
  return (
    <div className="f">
      <label htmlFor="source-kind">{t("editor.cite.kind")}</label>
      <select
        className="in"
        id="source-kind"
        value={kind}
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

/** The last step: asks for the place in the source and inserts the citation. */
function CitationEnd(props: { locator: string; onLocate: (locator: string) => void; onClose: () => void }) {
  const { t } = useEditorContext();
  return (
    <>
      <TextField
        name="locator"
        label={t("editor.cite.locator")}
        hint={t("editor.cite.locatorHint")}
        maxLength={120}
        value={props.locator}
        onChange={(event) => props.onLocate(event.target.value)}
      />
      <DialogEnd label={t("editor.cite.insert")} onClose={props.onClose} />
    </>
  );
}
