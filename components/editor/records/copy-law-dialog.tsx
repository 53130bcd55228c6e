import { type FormEvent, useEffect, useState } from "react";
import { matching, meant } from "@/components/listbox/matching";
import { called } from "@/components/listbox/names";
import type { CopyableCountry, CopyableLaw } from "@/lib/profiles/law-structure/model";
import { listCopyable } from "../api";
import { Combobox } from "../combobox";
import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";

interface Props {
  onCopy: (law: CopyableLaw) => void;
  onClose: () => void;
}

/** A dialog that chooses a country and one of its published laws, whose structure a new law begins with. */
export function CopyLawDialog({ onCopy, onClose }: Props) {
  const { t, data } = useEditorContext();
  const { countries, laws, isFailed, show } = useCopyable();
  const [typed, setTyped] = useState("");
  const [id, setId] = useState("");
  const [isMissing, setMissing] = useState(false);
  const entries = countries
    .filter(({ slug }) => slug !== data.slug)
    .map(({ slug, code, name }) => ({ key: slug, label: name, called: called("country", code) }));
  const choose = (slug: string) => {
    setTyped(entries.find(({ key }) => key === slug)?.label ?? "");
    setId("");
    setMissing(false);
    show(slug);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const law = laws?.find((one) => one.id === id) ?? (laws?.length === 1 ? laws[0] : undefined);
    if (law) onCopy(law);
    else setMissing(true);
  };
  return (
    <Dialog title={t("editor.records.copy.title")} onClose={onClose}>
      <form className="stack" noValidate onSubmit={submit}>
        <p>{t("editor.records.copy.about")}</p>
        <Combobox
          label={t("editor.records.copy.country")}
          none={t("common.pick.none")}
          value={typed}
          choices={matching(typed, entries)}
          onChange={(text) => {
            setTyped(text);
            show(null);
          }}
          onChoose={choose}
          onLeave={() => {
            const found = laws === null ? meant(typed, entries) : null;
            if (found) choose(found.key);
          }}
        />
        <div role="status">{laws?.length === 0 ? t("editor.records.copy.none") : null}</div>
        {laws && laws.length > 0 ? <Laws laws={laws} value={id} onChoose={setId} /> : null}
        {isFailed || isMissing ? (
          <p className="msg" role="alert">
            {t(isFailed ? "editor.records.copy.failed" : "editor.records.copy.needed")}
          </p>
        ) : null}
        <DialogEnd label={t("editor.records.copy.add")} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Laws(props: { laws: readonly CopyableLaw[]; value: string; onChoose: (id: string) => void }) {
  const { t } = useEditorContext();
  return (
    <div className="f">
      <label htmlFor="copied-law">{t("editor.records.copy.law")}</label>
      <select
        className="in"
        id="copied-law"
        value={props.value}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {props.laws.length > 1 ? <option value="">{t("editor.records.choose")}</option> : null}
        {props.laws.map(({ id, title, size }) => (
          <option key={id} value={id}>
            {t("common.pair", { label: title, value: size })}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Loads the countries once, and the laws of the chosen one. `laws`: null until they are loaded. */
function useCopyable() {
  const { data } = useEditorContext();
  const [countries, setCountries] = useState<readonly CopyableCountry[]>([]);
  const [laws, setLaws] = useState<readonly CopyableLaw[] | null>(null);
  const [of, setOf] = useState<string | null>(null);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    setFailed(false);
    setLaws(null);
    if (of === null && countries.length > 0) return;
    listCopyable(data, of, controller.signal).then(
      (found) => (of === null ? setCountries(found.countries) : setLaws(found.laws)),
      () => controller.signal.aborted || setFailed(true),
    );
    return () => controller.abort();
  }, [of, data, countries.length]);
  return { countries, laws, isFailed, show: setOf };
}
