import { fileTypeFromFile } from "file-type";
import { extensionOf, type FileTypeName, typeOfName } from "@/lib/files/types/model";
import { type Inspected, Refused } from "../exchange";
import type { FileFlag } from "../model";
import { readCaptions } from "../read/captions";
import { type Archive, inspectArchive } from "./archive";
import { documentFlags, documentTypeOf } from "./office";
import { refusePolyglots } from "./polyglot";
import { ZIP_START } from "./signatures";
import { requireText } from "./text";
import { type Window, withWindow } from "./window";

/** Types by the MIME type that `file-type` detects, for formats with a signature. */
const SNIFFED: Record<string, FileTypeName> = {
  "application/pdf": "pdf",
  "application/rtf": "rtf",
  "image/png": "png",
  "image/apng": "png",
  "image/jpeg": "jpeg",
  "image/webp": "webp",
  "image/gif": "gif",
  "audio/mpeg": "mp3",
  "audio/x-m4a": "m4a",
  "audio/mp4": "m4a",
  "audio/ogg": "ogg",
  "audio/ogg; codecs=opus": "ogg",
  "audio/wav": "wav",
  "video/mp4": "mp4",
  "video/x-m4v": "mp4",
  "video/webm": "webm",
  "application/vnd.tcpdump.pcap": "pcap",
  "application/x-pcapng": "pcap",
};

const TEXTS: ReadonlySet<FileTypeName> = new Set(["txt", "csv", "captions", "json", "markup"]);
const PICTURES: ReadonlySet<FileTypeName> = new Set(["png", "jpeg", "webp", "gif"]);

/**
 * Inspects a file: its content determines the type, which must match its extension. Throws `Refused` if it is
 * not accepted. Runs in a separate process, as the content is untrusted.
 */
export async function inspectFile(path: string, name: string): Promise<Inspected> {
  const named = typeOfName(name);
  if (!named) throw new Refused("type");
  return withWindow(path, async (window) => {
    if (window.size === 0) throw new Refused("empty");
    if (TEXTS.has(named)) return inspectText(path, name, named);
    const { type, archive } = await sniff(path, window);
    if (type !== named && !isSoundInMp4(type, named)) throw new Refused("mismatch");
    if (!archive) await refusePolyglots(type, window);
    const picture = PICTURES.has(type) ? await inspectPicture(path) : null;
    return {
      type: named,
      flags: archive ? documentFlags(type, archive) : (picture?.flags ?? rawFlags(type, window)),
      width: picture?.width ?? null,
      height: picture?.height ?? null,
    };
  });
}

/** Inspects a picture. Its library takes a third of a second to load, so it is loaded for pictures only. */
async function inspectPicture(path: string) {
  const pictures = await import("./pictures");
  return pictures.inspectPicture(path);
}

/** Accepts MP4 as M4A: recorders often save sound in a container whose header only says MP4. */
const isSoundInMp4 = (found: FileTypeName, named: FileTypeName) => found === "mp4" && named === "m4a";

async function inspectText(path: string, name: string, type: FileTypeName): Promise<Inspected> {
  const { hasScript } = await requireText(path);
  if (type === "captions" && !(await readCaptions(path, extensionOf(name)))) throw new Refused("captions");
  return { type, flags: hasScript && type === "markup" ? ["script"] : [], width: null, height: null };
}

async function sniff(path: string, window: Window): Promise<{ type: FileTypeName; archive?: Archive }> {
  const start = window.head.toString("latin1", 0, 5);
  if (start.startsWith(ZIP_START)) {
    const archive = await inspectArchive(path, window.size);
    return { type: documentTypeOf(archive), archive };
  }
  // Checked here because the library also accepts a header further inside.
  if (start === "%PDF-") return { type: "pdf" };
  const found = (await fileTypeFromFile(path).catch(() => undefined))?.mime;
  const type = found === undefined || found === "application/pdf" ? undefined : SNIFFED[found];
  if (!type) throw new Refused("mismatch");
  return { type };
}

/** Warnings about RTF files, an old format that can embed other files. */
function rawFlags(type: FileTypeName, { head, tail }: Window): FileFlag[] {
  if (type !== "rtf") return [];
  return /\\obj(?:data|ocx|emb|autlink)/.test(head.toString("latin1") + tail.toString("latin1"))
    ? ["embedded"]
    : [];
}
