import type { ReactNode } from "react";
import { Note, type NoteKind } from "@/components/ui/note";

/**
 * The result of the reader's last action, at the head of the page that a form led to. Read aloud when the
 * page opens; the address can point to it by `id` (`#saved`).
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
