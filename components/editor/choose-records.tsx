import type { ChooseEditor } from "./mount";
import { RecordsEditor } from "./records/records-editor";
import { SectionEditor } from "./section-editor";

/** Chooses the editor of a section of records. */
export const chooseRecords: ChooseEditor = () => <SectionEditor editors={{ Records: RecordsEditor }} />;
