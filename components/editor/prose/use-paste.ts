import type { EditorProps } from "@tiptap/pm/view";
import { useRef, useState } from "react";
import { newBlockId } from "@/lib/text/block-id";
import { safeUrl } from "@/lib/text/href";
import type { NewSource } from "../source-typed";
import { type PasteNews, type PasteTo, pasteProps } from "./paste-props";
import type { NoteAsSource } from "./pasted/clean";
import type { ProseEditorProps } from "./prose-props";

const TITLE_MAX = 500;
const NOTE_MAX = 1_000;

/** Makes a source of a pasted note: its text is the title, and continues in the source's note if it is long. */
function sourceOf({ id, text, url }: NoteAsSource): NewSource {
  const letters = [...text];
  const isLong = letters.length > TITLE_MAX;
  return {
    id,
    title: isLong ? `${letters.slice(0, TITLE_MAX - 1).join("")}…` : text,
    publisher: null,
    kind: null,
    url: safeUrl(url),
    lang: null,
    published: null,
    accessed: null,
    archiveUrl: null,
    note: isLong ? letters.slice(0, NOTE_MAX).join("") : null,
  };
}

/** Lets the editor take what is pasted and dropped. Returns its properties, and what the last paste changed. */
export function usePaste(
  { cites, media }: Pick<ProseEditorProps, "cites" | "media">,
  titles: Map<string, string>,
  onPicture: (file: File) => void,
): { pasting: EditorProps; news: PasteNews | null } {
  const [news, setNews] = useState<PasteNews | null>(null);
  const now = useRef<PasteTo>(null as unknown as PasteTo);
  now.current = {
    takes: {
      hasNotes: media !== undefined,
      knows: (source) => titles.has(source),
      room: cites?.room() ?? 0,
      newId: newBlockId,
    },
    onSources: (notes) => {
      for (const source of notes.map(sourceOf)) {
        // Set before the text is drawn, whose citations show the titles.
        titles.set(source.id, source.title);
        cites?.onCreate(source);
      }
    },
    onPicture: media ? onPicture : undefined,
    onNews: setNews,
  };
  const [pasting] = useState(() => pasteProps(() => now.current));
  return { pasting, news };
}
