import type { EditorProps, EditorView } from "@tiptap/pm/view";
import { bringSoon, soonNow } from "./bring-soon";
import type { Dropped, NoteAsSource, Takes } from "./pasted/clean";

/** What a paste changed besides inserting its text. */
export interface PasteNews {
  dropped?: Dropped;
  /** Notes that became citations of new sources, and notes that stayed notes. */
  cited?: number;
  notes?: number;
  isJoined?: boolean;
  /** What cannot be added here. */
  refused?: "picture" | "file";
}

export interface PasteTo {
  takes: Takes;
  onSources: (sources: readonly NoteAsSource[]) => void;
  /** Takes a picture; absent where a text has none. */
  onPicture: ((file: File) => void) | undefined;
  onNews: (news: PasteNews) => void;
}

/**
 * Returns how the editor takes what is pasted and dropped. The code that cleans it loads soon after typing can
 * start: until then a paste waits, and a drop is refused by the browser's own mark.
 */
export function pasteProps(now: () => PasteTo): EditorProps {
  return {
    transformPastedHTML: (html) => {
      const cleaned = soonNow()?.cleanPasted(html, now().takes);
      // Not loaded: `handlePaste` holds it back.
      if (!cleaned) return "";
      const { sources, cited, notes, dropped } = cleaned;
      if (sources.length > 0) now().onSources(sources);
      now().onNews({ cited, notes, dropped });
      return cleaned.html;
    },
    handlePaste: (view, event) => {
      const { clipboardData } = event;
      if (!clipboardData) return false;
      const [text, html] = [clipboardData.getData("text/plain"), clipboardData.getData("text/html")];
      if (text.trim() === "" && takeFiles([...clipboardData.files], now())) return true;
      return html !== "" && !soonNow() ? hold(view, { text, html }) : pasteLines(view, { text, html }, now());
    },
    handleDOMEvents: {
      dragenter: () => {
        void bringSoon().catch(() => undefined);
        return false;
      },
      drop: (view, event) => {
        const { dataTransfer } = event;
        const files = [...(dataTransfer?.files ?? [])];
        const isEarly = !view.dragging && !soonNow() && dataTransfer?.getData("text/html");
        if (!isEarly && !takeFiles(files, now())) return false;
        // Otherwise the browser would leave the page to show the file.
        event.preventDefault();
        return true;
      },
    },
  };
}

/** Takes the first picture of some files, or says that it is not possible here. Returns whether there were files. */
function takeFiles(files: readonly File[], { onPicture, onNews }: PasteTo): boolean {
  const picture = files.find(({ type }) => type.startsWith("image/"));
  if (picture && onPicture) onPicture(picture);
  else if (files.length > 0) onNews({ refused: picture ? "picture" : "file" });
  return files.length > 0;
}

interface Copied {
  text: string;
  html: string;
}

/**
 * Pastes later, when the code that cleans it has loaded: without it, cells would also become a table within a
 * cell. If it fails to load, only the text is pasted.
 */
function hold(view: EditorView, { text, html }: Copied): true {
  const isGone = () => view.isDestroyed;
  bringSoon().then(
    () => isGone() || view.pasteHTML(html),
    () => isGone() || view.pasteText(text),
  );
  return true;
}

/** Pastes the lines of a PDF as paragraphs. Returns false for any other text. */
function pasteLines(view: EditorView, { text, html }: Copied, { onNews }: PasteTo): boolean {
  const soon = soonNow();
  const isCode = view.state.selection.$from.parent.type.spec.code === true;
  if (!soon || isCode || (html !== "" && !soon.isFromPdf(html))) return false;
  const paragraphs = soon.joinLines(text);
  if (!paragraphs) return false;
  soon.pasteJoined(view, text, paragraphs);
  onNews({ isJoined: true });
  return true;
}
