import "./effects";
import { createRoot } from "react-dom/client";
import { EditorProvider } from "./context";
import { FormDraft } from "./form-draft";
import type { EditorData } from "./model";

/** Stores drafts of the forms that their page marks with `FormDraftPlace`. */
export function mountFormDrafts(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-form-draft]")) {
    const form = place.closest("form");
    if (!form) continue;
    const data = JSON.parse(place.dataset.formDraft ?? "") as EditorData;
    createRoot(place).render(
      <EditorProvider data={data}>
        <FormDraft form={form} />
      </EditorProvider>,
    );
  }
}
