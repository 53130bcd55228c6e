import { useEffect, useRef, useState } from "react";
import { describeProblems } from "@/components/content/record-problems";
import { DiffView } from "@/components/revisions/diff-view";
import { listText } from "@/lib/i18n/lists";
import type { DiffResult } from "@/lib/revisions/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Problem } from "@/lib/text/problems";
import { ApiError, type TextApi } from "./api";
import { useEditorContext } from "./context";
import type { SourceChoice } from "./model";

type Shown =
  | { kind: "loading" }
  | { kind: "diff"; diff: DiffResult; behind: number }
  | { kind: "failed"; names: readonly string[] };

/** The changes that saving would make: the member's text compared with the current one, drawn as on the diff page. */
export function Preview(props: {
  api: TextApi;
  content: unknown;
  sources: SourceChoice[];
  /** The element that had the focus when the preview was requested. */
  from: Element | null;
}) {
  const { api, content, sources, from } = props;
  const { t, data } = useEditorContext();
  const [shown, setShown] = useState<Shown>({ kind: "loading" });
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useRef(content);
  const titleOf = (id: string) => sources.find((source) => source.id === id)?.title ?? id;
  const faultsIn = (error: unknown): string[] => {
    const faults = error instanceof ApiError ? (error.body.problems as Problem[] | undefined) : undefined;
    const records = (asked.current as { records?: AnyRecord[] } | null)?.records ?? [];
    const names = describeProblems(faults ?? [], records, { ...data, t }).map(({ name }) => name);
    return [...new Set(names)].slice(0, 5);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, of the text as it was then
  useEffect(() => {
    api
      .preview({ content: asked.current })
      .then(({ diff, behind }) => setShown({ kind: "diff", diff: diff as DiffResult, behind }))
      .catch((error: unknown) => setShown({ kind: "failed", names: faultsIn(error) }))
      .finally(() => {
        // A member who continued writing keeps the focus: otherwise their keys would be lost.
        const now = document.activeElement;
        if (now === from || now === document.body) heading.current?.focus();
      });
  }, [api]);

  return (
    <section className="box" aria-busy={shown.kind === "loading"}>
      <h2 tabIndex={-1} ref={heading}>
        {t("editor.preview.title")}
      </h2>
      <div className="in-b stack">
        {shown.kind === "loading" ? <span className="skel" /> : null}
        {shown.kind === "failed" ? (
          <p className="msg">
            {shown.names.length > 0
              ? t("editor.failed.invalid", { fields: listText(shown.names, data.locale) })
              : t("editor.preview.failed")}
          </p>
        ) : null}
        {shown.kind === "diff" && shown.behind > 0 ? (
          <p className="small dim">{t("editor.draft.behind", { count: shown.behind })}</p>
        ) : null}
        {shown.kind === "diff" ? (
          <DiffView t={t} locale={data.locale} diff={shown.diff} sourceTitle={titleOf} />
        ) : null}
      </div>
    </section>
  );
}
