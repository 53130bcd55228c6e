import type { ChooseEditor } from "../mount";
import { SectionEditor } from "../section-editor";
import { RecordsEditor } from "./records-editor";

/** The editor of a section of records. */
export const chooseRecords: ChooseEditor = () => <SectionEditor editors={{ Records: RecordsEditor }} />;
