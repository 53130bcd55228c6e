import type { FileTypeName } from "@/lib/files/types/model";
import { Refused } from "../exchange";
import type { FileFlag } from "../model";
import type { Archive } from "./archive";

/** Types by the main part of a document, as in `[Content_Types].xml`. */
const MAIN_PARTS: readonly (readonly [string, FileTypeName])[] = [
  ["wordprocessingml.document.main+xml", "docx"],
  ["ms-word.document.macroEnabled.main+xml", "docm"],
  ["presentationml.presentation.main+xml", "pptx"],
  ["presentationml.slideshow.main+xml", "ppsx"],
  ["ms-powerpoint.presentation.macroEnabled.main+xml", "pptm"],
  ["spreadsheetml.sheet.main+xml", "xlsx"],
  ["ms-excel.sheet.macroEnabled.main+xml", "xlsm"],
];

/** Types by the content of the first entry, `mimetype`. */
const MIME_TYPES: Record<string, FileTypeName> = {
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.presentation": "odp",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
  "application/epub+zip": "epub",
};

/** Relations that run or load something when the document is opened. */
const LOADING = /\/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath)"/;

/** Determines the kind of document of an archive; "zip" if unknown. Throws if it is two kinds at once. */
export function documentTypeOf(archive: Archive): FileTypeName {
  const mime = archive.texts.get("mimetype")?.trim();
  const types = archive.texts.get("[Content_Types].xml");
  if (mime !== undefined && types !== undefined) throw new Refused("polyglot");
  if (mime !== undefined) return MIME_TYPES[mime] ?? "zip";
  if (types === undefined) return "zip";
  const found = MAIN_PARTS.filter(([part]) => types.includes(part));
  if (found.length > 1) throw new Refused("polyglot");
  return found[0]?.[1] ?? "zip";
}

/** Lists warnings for readers of a document. */
export function documentFlags(type: FileTypeName, archive: Archive): FileFlag[] {
  const has = (pattern: RegExp) => archive.names.some((name) => pattern.test(name));
  const flags = new Set<FileFlag>();
  const isMacroType = type === "docm" || type === "pptm" || type === "xlsm";
  if (isMacroType || has(/(?:^|\/)vbaProject\.bin$|\/activeX\/|^(?:Basic|Scripts)\/|\/macrosheets\//i))
    flags.add("macros");
  if (has(/\/embeddings\/|\/(?:oleObject\d*\.bin)$/i)) flags.add("embedded");
  for (const [name, text] of archive.texts) {
    if (
      name.endsWith(".rels") &&
      relations(text).some((one) => LOADING.test(one) && /TargetMode="External"/.test(one))
    )
      flags.add("remote");
  }
  return [...flags];
}

function relations(text: string): string[] {
  // Attribute values contain no "<"; excluding it keeps the search linear.
  return text.match(/<Relationship\s[^<>]*>/g) ?? [];
}
