import type { ChooseEditor } from "./mount";
import { PracticeEditor } from "./practice-editor";
import { ProseEditor } from "./prose/prose-editor";
import { SectionEditor } from "./section-editor";
import { TextEditor } from "./text-editor";

/**
 * Chooses the editor of a text: of a section, of the text of another page within its form, or of the practice page.
 */
export const chooseProse: ChooseEditor = (place) => {
  if (place.dataset.kind === "practice") return <PracticeEditor />;
  const form = place.dataset.kind === "text" ? place.closest("form") : null;
  return form ? <TextEditor form={form} /> : <SectionEditor editors={{ Prose: ProseEditor }} />;
};
