import { createRoot } from "react-dom/client";
import { EditorProvider } from "./context";
import type { EditorData } from "./model";
import { PostEditor } from "./post-editor";
import { SectionEditor } from "./section-editor";

/** Puts the editor in the place of the plain form or field that its page brought, with what the page says it starts from. */
export function mountEditor(): void {
  const place = document.getElementById("editor");
  const written = place?.dataset.editor;
  if (!place || !written) return;
  const data = JSON.parse(written) as EditorData;
  const form = place.dataset.kind === "post" ? place.closest("form") : null;
  place.replaceChildren();
  createRoot(place).render(
    <EditorProvider data={data}>{form ? <PostEditor form={form} /> : <SectionEditor />}</EditorProvider>,
  );
}
