import { Button } from "@/components/ui/button";
import { useEditorContext } from "./context";
import type { EditorSlot } from "./editor-slot";

/** Offers to start an empty text from its headings. Draws nothing for sections without a template. */
export function TemplateButton({ slot }: { slot: EditorSlot }) {
  const { data, t } = useEditorContext();
  const headings = data.template ?? [];
  if (headings.length === 0) return null;
  const content = headings.flatMap((text) => [
    { type: "heading", attrs: { level: 3 }, content: [{ type: "text", text }] },
    { type: "paragraph" },
  ]);
  return (
    <p>
      <Button
        type="button"
        size="sm"
        onClick={() => {
          slot.replace({ schemaVersion: 1, doc: { type: "doc", content } });
          // The button goes away.
          slot.focus();
        }}
      >
        {t("editor.template")}
      </Button>
    </p>
  );
}
