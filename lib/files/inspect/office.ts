import type { FileTypeName } from "@/lib/files/types/model";
import { Refused } from "../exchange";
import type { FileFlag } from "../model";
import type { Archive } from "./archive";

/** The main part of a document, as `[Content_Types].xml` tells it. */
const MAIN_PARTS: readonly (readonly [string, FileTypeName])[] = [
  ["wordprocessingml.document.main+xml", "docx"],
  ["ms-word.document.macroEnabled.main+xml", "docm"],
  ["presentationml.presentation.main+xml", "pptx"],
  ["presentationml.slideshow.main+xml", "ppsx"],
  ["ms-powerpoint.presentation.macroEnabled.main+xml", "pptm"],
  ["spreadsheetml.sheet.main+xml", "xlsx"],
  ["ms-excel.sheet.macroEnabled.main+xml", "xlsm"],
];

/** What the first entry, `mimetype`, says. */
const MIME_TYPES: Record<string, FileTypeName> = {
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.presentation": "odp",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
  "application/epub+zip": "epub",
};

/** Relations by which a document runs or loads something the moment it is opened. */
const LOADING = /\/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath)"/;

/** What kind of document an archive is; "zip" when it is none that we know. Throws for one of two kinds at once. */
export function documentTypeOf(archive: Archive): FileTypeName {
  const mime = archive.told.get("mimetype")?.trim();
  const types = archive.told.get("[Content_Types].xml");
  if (mime !== undefined && types !== undefined) throw new Refused("polyglot");
  if (mime !== undefined) return MIME_TYPES[mime] ?? "zip";
  if (types === undefined) return "zip";
  const found = MAIN_PARTS.filter(([part]) => types.includes(part));
  if (found.length > 1) throw new Refused("polyglot");
  return found[0]?.[1] ?? "zip";
}

/** What a reader of a document should know before opening it. */
export function documentFlags(type: FileTypeName, archive: Archive): FileFlag[] {
  const has = (pattern: RegExp) => archive.names.some((name) => pattern.test(name));
  const flags = new Set<FileFlag>();
  const isMacroType = type === "docm" || type === "pptm" || type === "xlsm";
  if (isMacroType || has(/(?:^|\/)vbaProject\.bin$|\/activeX\/|^(?:Basic|Scripts)\/|\/macrosheets\//i))
    flags.add("macros");
  if (has(/\/embeddings\/|\/(?:oleObject\d*\.bin)$/i)) flags.add("embedded");
  for (const [name, text] of archive.told) {
    if (
      name.endsWith(".rels") &&
      relations(text).some((one) => LOADING.test(one) && /TargetMode="External"/.test(one))
    )
      flags.add("remote");
  }
  return [...flags];
}

function relations(text: string): string[] {
  // No value has an opening bracket; and without this a part of nothing else would be read once for each.
  return text.match(/<Relationship\s[^<>]*>/g) ?? [];
}
