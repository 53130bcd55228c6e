import type { ReactNode } from "react";
import { Note, type NoteKind } from "@/components/ui/note";

/**
 * What came of what the reader just did, at the head of the page that a form led to. Read out when the page opens;
 * `id` lets the address point at it (`#saved`).
 */
export function Outcome(props: { kind?: NoteKind; id?: string; title?: ReactNode; children?: ReactNode }) {
  const { kind = "ok", id, title, children } = props;
  return (
    <div className="wrap outcome">
      <Note kind={kind} icon={kind === "ok" ? "check" : undefined} id={id} title={title} role="status">
        {children}
      </Note>
    </div>
  );
}
