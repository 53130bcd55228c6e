import { bareRecordsKind } from "@/lib/revisions/records/records";
import { type AsWritten, wordingsField } from "@/lib/revisions/records/wordings";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { SOURCE_KINDS } from "@/lib/vocabulary/source-kinds";

const NOTE = { name: "note", type: "longtext", max: 1_000, isShared: true, isMore: true } as const;

/**
 * Sources that the profile's other sections cite. A source has no sources of its own. Its title
 * is not translated: readers look for the source under its original title.
 */
export const sourcesKind = bareRecordsKind({
  key: "sources",
  titleField: "title",
  isLegal: false,
  fields: [
    { name: "title", type: "text", max: 500, required: true },
    { name: "publisher", type: "text", max: 300 },
    { name: "kind", type: "enum", options: SOURCE_KINDS, vocabulary: "sourceKind" },
    { name: "url", type: "url" },
    { name: "lang", type: "lang", isMore: true },
    { name: "published", type: "date" },
    { name: "accessed", type: "date", precision: "day" },
    { name: "archiveUrl", type: "url", isMore: true },
    NOTE,
    wordingsField([NOTE], ["note"]),
  ],
});

type SourcesContent = ReturnType<typeof sourcesKind.empty>;
type Source = SourcesContent extends RecordsContent<infer R> ? R : never;
export type SourceRecord = AsWritten<Source, "note">;
