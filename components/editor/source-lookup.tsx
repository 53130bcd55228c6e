import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { listText } from "@/lib/i18n/lists";
import { message, type Translator } from "@/lib/i18n/message";
import type { FilledField, FoundSource } from "@/lib/profiles/source-lookup/filled/model";
import { readUrl } from "@/lib/text/href";
import { ApiError, lookUpSource } from "./api";
import { useEditorContext } from "./context";

interface Props {
  url: string;
  /** Fills the empty fields and returns their names. */
  onFound: (found: FoundSource) => FilledField[];
  onAddress: (url: string) => void;
}

const LABELS: Readonly<Record<FilledField, string>> = {
  title: "editor.cite.sourceTitle",
  publisher: "editor.cite.publisher",
  published: "revisions.fields.sources.published",
  lang: "editor.cite.language",
};

/** What the last look-up brought: what to say, and the permanent address that the page names. */
interface Outcome {
  text: string;
  canonical: string | null;
}

/** Fills in a new source from the page at its address, if the operator of the site allows it. */
export function SourceLookup(props: Props) {
  const { t, data } = useEditorContext();
  const { outcome, isBusy, ask, clear } = useSourceLookup(props);
  if (!data.looksUpSources) return null;
  const { canonical = null } = outcome ?? {};
  return (
    <div className="stack g2">
      <p>
        <Button type="button" size="sm" icon="download" aria-disabled={isBusy || undefined} onClick={ask}>
          {t("editor.cite.lookUp.button")}
        </Button>
      </p>
      <p className="small" role="status">
        {isBusy ? t("editor.cite.lookUp.reading") : outcome?.text}
      </p>
      {canonical === null || isBusy ? null : (
        <p className="small">
          {t.rich("editor.cite.lookUp.canonical", { url: () => <bdi key="url">{canonical}</bdi> })}{" "}
          <Button
            type="button"
            size="sm"
            kind="quiet"
            onClick={() => {
              props.onAddress(canonical);
              clear();
            }}
          >
            {t("editor.cite.lookUp.useCanonical")}
          </Button>
        </p>
      )}
    </div>
  );
}

function useSourceLookup({ url, onFound }: Props) {
  const { t, data } = useEditorContext();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  // The fields that are empty when the page arrives are filled, not those that were when it was asked for.
  const latest = useRef(onFound);
  latest.current = onFound;

  const ask = async () => {
    if (isBusy) return;
    if (readUrl(url) === null) return setOutcome(failed(t, "address"));
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    setBusy(true);
    try {
      const { found, failure } = await lookUpSource(data, url, signal);
      if (signal.aborted) return;
      setOutcome(found ? filledBy(t, data.locale, found, latest.current(found)) : failed(t, failure));
    } catch (error) {
      if (signal.aborted) return;
      setOutcome(failed(t, error instanceof ApiError && error.status === 429 ? "limit" : "other"));
    }
    setBusy(false);
  };
  return { outcome, isBusy, ask: () => void ask(), clear: () => setOutcome(null) };
}

const failed = (t: Translator, why: string): Outcome => ({
  text: message(t, `editor.cite.lookUp.failed.${why}`),
  canonical: null,
});

function filledBy(
  t: Translator,
  locale: Parameters<typeof listText>[1],
  found: FoundSource,
  filled: readonly FilledField[],
): Outcome {
  const fields = listText(
    filled.map((name) => message(t, LABELS[name])),
    locale,
  );
  const text = t("editor.cite.lookUp.filled", { count: filled.length, fields });
  return { text, canonical: found.canonical };
}
