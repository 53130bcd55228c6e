import type { SectionApi, TextApi } from "../api";
import type { EditorSlot } from "../editor-slot";
import type { SourceChoice } from "../model";
import type { NewSource } from "../source-typed";
import type { PictureChoice } from "./picture-dialog";

export interface ProseEditorProps {
  /** Its id on the page, if there are several texts. */
  id?: string;
  /** The accessible name of the text. */
  label: string;
  placeholder: string;
  api: TextApi;
  slot: EditorSlot;
  onChange: () => void;
  /** The language of the text, if known. */
  language?: string | undefined;
  /** For a profile's text: it cites sources of its profile. */
  cites?: {
    api: SectionApi;
    sources: SourceChoice[];
    onCreate: (source: NewSource) => void;
    /** Returns how many more sources can be created. */
    room: () => number;
  };
  /** For texts of pages other than profiles: pictures, code, links to media and footnotes. */
  media?: {
    pictures: PictureChoice[];
    onAdd: (picture: PictureChoice) => void;
    srcOf: (file: string) => string;
  };
}
