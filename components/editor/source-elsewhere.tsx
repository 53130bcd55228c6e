import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { readUrl } from "@/lib/text/href";
import { findSourcesElsewhere } from "./api";
import { useEditorContext } from "./context";
import type { SourceElsewhere } from "./model";
import type { Typed } from "./source-typed";
import { useLookup } from "./use-lookup";

interface Props {
  typed: Typed;
  onUse: (source: SourceElsewhere) => void;
}

/** Sources of other profiles with the typed address or title, each with a button that fills the form in from it. */
export function SourcesElsewhere({ typed, onUse }: Props) {
  const { t, data } = useEditorContext();
  const find = useCallback(
    async (text: string, signal: AbortSignal) =>
      data.offersSources && text !== "" ? findSourcesElsewhere(data, text, signal) : [],
    [data],
  );
  const isKnown = ({ url }: SourceElsewhere) => url !== null && data.sources.some((one) => one.url === url);
  const isUsed = ({ title, url }: SourceElsewhere) => title === typed.title && (url ?? "") === typed.url;
  const found = useLookup(readUrl(typed.url) ?? typed.title.trim(), find).filter(
    (source) => !isKnown(source) && !isUsed(source),
  );
  return (
    <div className="stack g2">
      <p className="small" role="status">
        {found.length > 0 ? t("editor.cite.elsewhere.found", { count: found.length }) : null}
      </p>
      {found.length === 0 ? null : (
        <ul className="plain picked" aria-label={t("editor.cite.elsewhere.list")}>
          {found.map((source) => (
            <li key={`${source.id} ${source.profile.en}`} className="row">
              <span>
                <bdi>{source.title}</bdi>{" "}
                <span className="small dim">
                  {t.rich("editor.cite.elsewhere.where", {
                    country: () => <bdi key="country">{source.profile[data.locale]}</bdi>,
                  })}
                </span>
              </span>
              <Button type="button" size="sm" onClick={() => onUse(source)}>
                {t("editor.cite.elsewhere.use")}
                <span className="vh"> ({source.title})</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
