import { useEffect, useRef, useState } from "react";
import { DiffView } from "@/components/revisions/diff-view";
import type { DiffResult } from "@/lib/revisions/model";
import type { TextApi } from "./api";
import { useEditorContext } from "./context";
import type { SourceChoice } from "./model";

type Shown = { kind: "loading" } | { kind: "diff"; diff: DiffResult; behind: number } | { kind: "failed" };

/** The difference that saving would make: one's own text against the current one, drawn as on the diff page. */
export function Preview(props: { api: TextApi; content: unknown; sources: SourceChoice[] }) {
  const { api, content, sources } = props;
  const { t, data } = useEditorContext();
  const [shown, setShown] = useState<Shown>({ kind: "loading" });
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useRef(content);
  const titleOf = (id: string) => sources.find((source) => source.id === id)?.title ?? id;
  useEffect(() => {
    api
      .preview({ content: asked.current })
      .then(({ diff, behind }) => setShown({ kind: "diff", diff: diff as DiffResult, behind }))
      .catch(() => setShown({ kind: "failed" }))
      .finally(() => heading.current?.focus());
  }, [api]);

  return (
    <section className="box" aria-busy={shown.kind === "loading"}>
      <h2 tabIndex={-1} ref={heading}>
        {t("editor.preview.title")}
      </h2>
      <div className="in-b stack">
        {shown.kind === "loading" ? <span className="skel" /> : null}
        {shown.kind === "failed" ? <p className="msg">{t("editor.preview.failed")}</p> : null}
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
