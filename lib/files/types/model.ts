/** Groups of types: they select the icon and how a file is shown. */
export const FILE_GROUPS = [
  "document",
  "slides",
  "sheet",
  "text",
  "picture",
  "sound",
  "video",
  "archive",
  "data",
] as const;
export type FileGroup = (typeof FILE_GROUPS)[number];

export interface FileType {
  group: FileGroup;
  extensions: readonly string[];
  /** MIME type it is served with; only from this map, never from the upload. */
  mime: string;
}

/** A type that no browser runs or renders. */
const INERT = "application/octet-stream";
const OOXML = "application/vnd.openxmlformats-officedocument";
const ODF = "application/vnd.oasis.opendocument";

/** All accepted types, by the name stored in the database. */
export const FILE_TYPES = {
  pdf: { group: "document", extensions: ["pdf"], mime: "application/pdf" },
  docx: { group: "document", extensions: ["docx"], mime: `${OOXML}.wordprocessingml.document` },
  docm: {
    group: "document",
    extensions: ["docm"],
    mime: "application/vnd.ms-word.document.macroEnabled.12",
  },
  odt: { group: "document", extensions: ["odt"], mime: `${ODF}.text` },
  rtf: { group: "document", extensions: ["rtf"], mime: "application/rtf" },
  epub: { group: "document", extensions: ["epub"], mime: "application/epub+zip" },
  pptx: { group: "slides", extensions: ["pptx"], mime: `${OOXML}.presentationml.presentation` },
  ppsx: { group: "slides", extensions: ["ppsx"], mime: `${OOXML}.presentationml.slideshow` },
  pptm: {
    group: "slides",
    extensions: ["pptm"],
    mime: "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
  },
  odp: { group: "slides", extensions: ["odp"], mime: `${ODF}.presentation` },
  xlsx: { group: "sheet", extensions: ["xlsx"], mime: `${OOXML}.spreadsheetml.sheet` },
  xlsm: { group: "sheet", extensions: ["xlsm"], mime: "application/vnd.ms-excel.sheet.macroEnabled.12" },
  ods: { group: "sheet", extensions: ["ods"], mime: `${ODF}.spreadsheet` },
  csv: { group: "sheet", extensions: ["csv"], mime: "text/csv; charset=utf-8" },
  txt: { group: "text", extensions: ["txt", "md"], mime: "text/plain; charset=utf-8" },
  captions: { group: "text", extensions: ["vtt", "srt"], mime: "text/plain; charset=utf-8" },
  json: { group: "data", extensions: ["json"], mime: "application/json" },
  markup: { group: "text", extensions: ["html", "htm", "svg", "xml"], mime: INERT },
  png: { group: "picture", extensions: ["png"], mime: "image/png" },
  jpeg: { group: "picture", extensions: ["jpg", "jpeg"], mime: "image/jpeg" },
  webp: { group: "picture", extensions: ["webp"], mime: "image/webp" },
  gif: { group: "picture", extensions: ["gif"], mime: "image/gif" },
  mp3: { group: "sound", extensions: ["mp3"], mime: "audio/mpeg" },
  m4a: { group: "sound", extensions: ["m4a"], mime: "audio/mp4" },
  ogg: { group: "sound", extensions: ["ogg", "oga", "opus"], mime: "audio/ogg" },
  wav: { group: "sound", extensions: ["wav"], mime: "audio/wav" },
  mp4: { group: "video", extensions: ["mp4"], mime: "video/mp4" },
  webm: { group: "video", extensions: ["webm"], mime: "video/webm" },
  zip: { group: "archive", extensions: ["zip"], mime: "application/zip" },
  pcap: { group: "data", extensions: ["pcap", "pcapng"], mime: INERT },
} as const satisfies Record<string, FileType>;
export type FileTypeName = keyof typeof FILE_TYPES;

export function isFileTypeName(name: string): name is FileTypeName {
  return Object.hasOwn(FILE_TYPES, name);
}

/** Finds a type by its stored name. An unknown one, e.g. of a newer version, is served as inert data. */
export function fileTypeOf(name: string): FileType {
  return isFileTypeName(name) ? FILE_TYPES[name] : { group: "data", extensions: [], mime: INERT };
}

/** Value of `accept` for file inputs. */
export const ACCEPTED = Object.values(FILE_TYPES)
  .flatMap((type) => type.extensions.map((extension) => `.${extension}`))
  .join(",");

/** Finds the type by file extension; null if not accepted. */
export function typeOfName(name: string): FileTypeName | null {
  const extension = extensionOf(name);
  for (const [key, type] of Object.entries(FILE_TYPES)) {
    if ((type.extensions as readonly string[]).includes(extension)) return key as FileTypeName;
  }
  return null;
}

export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}
