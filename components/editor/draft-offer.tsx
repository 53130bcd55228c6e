import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { dateTag } from "@/lib/i18n/locales";
import { sameJson } from "@/lib/text/canonical";
import type { TextApi } from "./api";
import { useEditorContext } from "./context";
import { deleteLocalCopy, readLocalCopies } from "./local-copy";
import type { EditorData, SourceChoice } from "./model";
import { Part } from "./part";
import { PARTS } from "./parts";

/** A draft that was left: on the server, or on this device if it never reached the server. */
export interface OfferedDraft {
  content: unknown;
  newSources?: readonly unknown[] | undefined;
  summary: string;
  baseNumber: number | null;
  behind: number;
  at: string;
  /** Its key in this device's storage; null for the server's draft. */
  key: string | null;
}

/**
 * Returns all drafts, newest first. Drafts that a tab left on this device are offered even if another tab has
 * written since; those equal to the server's draft or to the section are deleted.
 */
export function findDrafts(data: EditorData): OfferedDraft[] {
  const { draft } = data;
  // Compares values, not text: the database returns the keys of an object in its own order.
  const isKnown = (content: unknown) =>
    sameJson(content, data.content) || (draft !== null && sameJson(content, draft.content));
  const offered: OfferedDraft[] = [];
  for (const copy of readLocalCopies(data)) {
    if (isKnown(copy.content)) deleteLocalCopy(copy.key);
    else offered.push({ ...copy, behind: Math.max(0, (data.baseNumber ?? 0) - (copy.baseNumber ?? 0)) });
  }
  // A draft can arrive after a save whose response was lost.
  if (draft && !sameJson(data.content, draft.content))
    offered.push({ ...draft, at: draft.updatedAt, key: null });
  return offered.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Offers a draft with its age and its difference to the current text; the text is replaced only on request. */
export function DraftOffer(props: {
  draft: OfferedDraft;
  api: TextApi;
  sources: SourceChoice[];
  onUse: (draft: OfferedDraft) => void;
  onDiscard: (draft: OfferedDraft) => void;
}) {
  const { api, sources, ...note } = props;
  const { t } = useEditorContext();
  return (
    <DraftNote
      {...note}
      words={{
        title: t("editor.draft.title"),
        use: t("editor.draft.use"),
        compare: t("editor.draft.compare"),
        discard: t("editor.draft.discard"),
      }}
    >
      {(from) => <Part of={PARTS.preview} props={{ api, content: note.draft.content, sources, from }} />}
    </DraftNote>
  );
}

/** Offers any draft. `children` draws its changes on request, given the element that had the focus. */
export function DraftNote(props: {
  draft: OfferedDraft;
  words: { title: string; use: string; compare: string; discard: string };
  onUse: (draft: OfferedDraft) => void;
  onDiscard: (draft: OfferedDraft) => void;
  children: (from: Element | null) => ReactNode;
}) {
  const { draft, words, onUse, onDiscard, children } = props;
  const { t, data } = useEditorContext();
  const id = useId();
  const [compared, setCompared] = useState<{ from: Element | null } | null>(null);
  const when = new Intl.DateTimeFormat(dateTag(data.locale), {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(draft.at));
  return (
    <section className="note warn" aria-labelledby={id}>
      <div className="stack">
        <h2 id={id}>{words.title}</h2>
        <p>{t(draft.key === null ? "editor.draft.onServer" : "editor.draft.onDevice", { when })}</p>
        {draft.behind > 0 ? <p>{t("editor.draft.behind", { count: draft.behind })}</p> : null}
        <div className="row">
          <Button type="button" kind="pri" onClick={() => onUse(draft)}>
            {words.use}
          </Button>
          <Button
            type="button"
            onClick={() => setCompared(compared ? null : { from: document.activeElement })}
            aria-expanded={compared !== null}
          >
            {words.compare}
          </Button>
          <Button type="button" kind="bad" onClick={() => onDiscard(draft)}>
            {words.discard}
          </Button>
        </div>
        {compared ? children(compared.from) : null}
      </div>
    </section>
  );
}
