import { type FormEvent, useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { textOrNull } from "@/lib/revisions/records/records-values";
import type { SectionApi } from "../api";
import { Combobox } from "../combobox";
import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";
import type { SourceChoice } from "../model";
import { SourceForm } from "../source-form";
import type { NewSource } from "../source-typed";
import { useLookup } from "../use-lookup";

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
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<SourceChoice | null>(null);
  const search = { query, chosen, setQuery, setChosen };
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
      {isNew ? (
        <CreateSource {...props} begin={chosen ? "" : query} />
      ) : (
        <PickSource {...props} {...search} />
      )}
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

/** What was typed and chosen in the search: it is also where a new source begins. */
interface Search {
  query: string;
  chosen: SourceChoice | null;
  setQuery: (query: string) => void;
  setChosen: (source: SourceChoice | null) => void;
}

function PickSource(props: Props & Search) {
  const { api, known, query, chosen, setQuery, setChosen, onClose, onCite } = props;
  const { t } = useEditorContext();
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

function CreateSource({ begin, onClose, onCite, onCreate }: Props & { begin: string }) {
  const [locator, setLocator] = useState("");
  return (
    <SourceForm
      begin={begin}
      onMade={(source) => {
        onCreate(source);
        onCite(source.id, textOrNull(locator.trim()));
        onClose();
      }}
    >
      <CitationEnd locator={locator} onLocate={setLocator} onClose={onClose} />
    </SourceForm>
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
