import { createRoot } from "react-dom/client";
import { EditorProvider } from "./context";
import type { EditorData } from "./model";
import { SectionEditor } from "./section-editor";
import { TextEditor } from "./text-editor";

/** Puts the editor in the place of the plain form or field that its page brought, with what the page says it starts from. */
export function mountEditor(): void {
  const place = document.getElementById("editor");
  const written = place?.dataset.editor;
  if (!place || !written) return;
  const data = JSON.parse(written) as EditorData;
  const form = place.dataset.kind === "text" ? place.closest("form") : null;
  place.replaceChildren();
  createRoot(place).render(
    <EditorProvider data={data}>{form ? <TextEditor form={form} /> : <SectionEditor />}</EditorProvider>,
  );
}
