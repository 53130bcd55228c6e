import { useState } from "react";
import { Button } from "@/components/ui/button";
import { dateTag } from "@/lib/i18n/locales";
import type { SectionApi } from "./api";
import { useEditorContext } from "./context";
import { readLocalCopy } from "./local-copy";
import type { EditorData, SourceChoice } from "./model";
import { Preview } from "./preview";

/** Work that was left: from the server, or from this device when that goes further. */
export interface OfferedDraft {
  content: unknown;
  summary: string;
  baseNumber: number | null;
  behind: number;
  at: string;
  isLocal: boolean;
}

/** The newer of the server's draft and the copy on this device; null when nothing waits. */
export function pickDraft(data: EditorData): OfferedDraft | null {
  const local = readLocalCopy(data);
  const { draft } = data;
  if (local && (!draft || local.at > draft.updatedAt)) {
    const behind =
      local.baseNumber === data.baseNumber ? 0 : (data.baseNumber ?? 0) - (local.baseNumber ?? 0);
    return { ...local, behind, isLocal: true };
  }
  if (!draft) return null;
  const { content, summary, baseNumber, behind, updatedAt } = draft;
  return { content, summary, baseNumber, behind, at: updatedAt, isLocal: false };
}

/** Offers it with its age and its difference to the current text; nothing is replaced unasked. */
export function DraftOffer(props: {
  draft: OfferedDraft;
  api: SectionApi;
  sources: SourceChoice[];
  onUse: () => void;
  onDiscard: () => void;
}) {
  const { draft, api, sources, onUse, onDiscard } = props;
  const { t, data } = useEditorContext();
  const [isCompared, setCompared] = useState(false);
  const when = new Intl.DateTimeFormat(dateTag(data.locale), {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(draft.at));
  return (
    <section className="note warn" aria-labelledby="draft-title">
      <div className="stack">
        <h2 id="draft-title">{t("editor.draft.title")}</h2>
        <p>{t(draft.isLocal ? "editor.draft.onDevice" : "editor.draft.onServer", { when })}</p>
        {draft.behind > 0 ? <p>{t("editor.draft.behind", { count: draft.behind })}</p> : null}
        <div className="row">
          <Button type="button" kind="pri" onClick={onUse}>
            {t("editor.draft.use")}
          </Button>
          <Button type="button" onClick={() => setCompared((now) => !now)} aria-expanded={isCompared}>
            {t("editor.draft.compare")}
          </Button>
          <Button type="button" kind="bad" onClick={onDiscard}>
            {t("editor.draft.discard")}
          </Button>
        </div>
        {isCompared ? <Preview api={api} content={draft.content} sources={sources} /> : null}
      </div>
    </section>
  );
}
