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
import { Dialog } from "../dialog";
import type { SourceChoice } from "../model";
import { useLookup } from "../use-lookup";

/** A source that was made while citing: saved together with the text, as a revision of the profile's sources. */
export interface NewSource {
  id: string;
  title: string;
  publisher: string | null;
  kind: string | null;
  url: string | null;
  lang: string | null;
  published: null;
  accessed: string;
  archiveUrl: null;
  note: null;
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

/** Picks a source of the profile, or makes one, and says where in it. */
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

function PickSource({ api, known, onClose, onCite }: Props) {
  const { t } = useEditorContext();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<SourceChoice | null>(null);
  const [locator, setLocator] = useState("");
  const [isMissing, setMissing] = useState(false);
  const find = useCallback(
    async (text: string, signal: AbortSignal) => {
      const matches = (source: SourceChoice) =>
        `${source.title} ${source.publisher}`.toLowerCase().includes(text.toLowerCase());
      const own = known.filter(matches);
      if (own.length >= 8 || text.trim() === "") return own.slice(0, 20);
      const { sources } = await api.findSources(text, signal);
      return [...own, ...sources.filter((source) => !own.some((one) => one.id === source.id))].slice(0, 20);
    },
    [api, known],
  );
  const found = useLookup(query, find);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) {
      setMissing(true);
      return;
    }
    onCite(chosen.id, locator.trim() === "" ? null : locator.trim());
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
      <TextField
        name="locator"
        label={t("editor.cite.locator")}
        hint={t("editor.cite.locatorHint")}
        maxLength={120}
        value={locator}
        onChange={(event) => setLocator(event.target.value)}
      />
      <DialogEnd onClose={onClose} />
    </form>
  );
}

function CreateSource({ onClose, onCite, onCreate }: Props) {
  const { t, data } = useEditorContext();
  const [source, setSource] = useState({
    title: "",
    publisher: "",
    url: "",
    kind: "",
  });
  const languages = languageChoices(data.locale).map(({ value, label }) => ({
    key: value,
    label,
    called: called("language", value),
  }));
  const [lang, setLang] = useState("");
  const chosenLang = named(lang, languages);
  const [locator, setLocator] = useState("");
  const [errors, setErrors] = useState<{ title?: string[]; url?: string[]; lang?: string }>({});
  const set = (name: keyof typeof source) => (event: { target: { value: string } }) =>
    setSource((now) => ({ ...now, [name]: event.target.value }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const title = source.title.trim();
    const url = source.url.trim() === "" ? null : safeUrl(source.url.trim());
    const found = {
      ...(title.length < 3 ? { title: [t("editor.cite.titleNeeded")] } : {}),
      ...(source.url.trim() !== "" && url === null ? { url: [t("editor.cite.urlInvalid")] } : {}),
      ...(lang.trim() !== "" && !chosenLang ? { lang: t("common.pick.unknown") } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const id = newBlockId();
    onCreate({
      id,
      title,
      publisher: textOrNull(source.publisher),
      kind: textOrNull(source.kind),
      url,
      lang: chosenLang?.key ?? null,
      published: null,
      accessed: new Date().toISOString().slice(0, 10),
      archiveUrl: null,
      note: null,
    });
    onCite(id, locator.trim() === "" ? null : locator.trim());
    onClose();
  };
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <TextField
        name="source-title"
        label={t("editor.cite.sourceTitle")}
        errors={errors.title}
        maxLength={300}
        value={source.title}
        onChange={set("title")}
      />
      <TextField
        name="source-publisher"
        label={t("editor.cite.publisher")}
        maxLength={200}
        value={source.publisher}
        onChange={set("publisher")}
      />
      <TextField
        name="source-url"
        type="url"
        label={t("editor.cite.url")}
        hint={t("editor.cite.urlHint")}
        errors={errors.url}
        maxLength={2000}
        value={source.url}
        onChange={set("url")}
      />
      <div className="two">
        <div className="f">
          <label htmlFor="source-kind">{t("editor.cite.kind")}</label>
          <select className="in" id="source-kind" value={source.kind} onChange={set("kind")}>
            <option value="">{t("editor.records.choose")}</option>
            {SOURCE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {message(t, `revisions.options.sourceKind.${kind}`)}
              </option>
            ))}
          </select>
        </div>
        <Combobox
          label={t("editor.cite.language")}
          problem={errors.lang}
          none={t("common.pick.none")}
          value={lang}
          choices={matching(lang, languages)}
          onChange={setLang}
          onChoose={(tag) => setLang(languages.find(({ key }) => key === tag)?.label ?? "")}
        />
      </div>
      <TextField
        name="locator"
        label={t("editor.cite.locator")}
        hint={t("editor.cite.locatorHint")}
        maxLength={120}
        value={locator}
        onChange={(event) => setLocator(event.target.value)}
      />
      <DialogEnd onClose={onClose} />
    </form>
  );
}

function DialogEnd({ onClose }: { onClose: () => void }) {
  const { t } = useEditorContext();
  return (
    <div className="row end">
      <Button type="button" kind="quiet" onClick={onClose}>
        {t("editor.cancel")}
      </Button>
      <Button kind="pri">{t("editor.cite.insert")}</Button>
    </div>
  );
}
