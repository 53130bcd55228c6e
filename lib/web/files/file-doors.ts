import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError } from "@/lib/core/errors";
import type { PictureAt } from "@/lib/files";
import { UPLOAD_FORM, UPLOADS } from "@/lib/files/model";
import { PAGE_FORMAT, PICTURE_FORMATS, type PictureFormat } from "@/lib/files/pictures/model";
import { type Locale, splitLocale } from "@/lib/i18n/locales";
import { currentActor } from "../current-actor";
import { requestContext } from "../request-context";
import { sendBackup } from "./backups";
import { sendArchive, sendCaptions, sendFile, sendPicture } from "./downloads";
import { sendExport } from "./exports";
import { packAt, sendPack } from "./packs";
import { takeResumable } from "./resumable";
import { largestForm, takeForm } from "./upload-form";

/*
 * Bytes of files are handled at the front door: streamed directly with ranges and without buffering, instead
 * of through three further streams of the framework.
 */
const ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const UPLOAD = new RegExp(`^${UPLOADS}(?:/${ID})?/?$`);
const PICTURE = new RegExp(`^/files/(${ID})/pictures/(\\d{1,4})\\.(${PICTURE_FORMATS.join("|")})$`);
const PAGE = new RegExp(`^/files/(${ID})/pages/(\\d{1,2})\\.${PAGE_FORMAT}$`);
/** The same behind a preview link, whose token grants access. */
const PREVIEWED = /^\/blog\/preview\/([A-Za-z0-9_-]{32})(\/files\/.+)$/;
const CAPTIONS = new RegExp(`^/files/(${ID})/captions\\.vtt$`);
/** Below the page of its use, or at its own address; text after the id is a name for people. */
const FILE = new RegExp(`^((?:/[a-z0-9-]{1,120}){2,4})?/files/(${ID})(?:/[^/]*)?$`);
const EXPORT = /^\/countries\/([^/%]{1,80})\/export\.(pdf|docx)$/;
const BACKUP = /^\/admin\/backups\/([0-9TZ-]{10,20}\.tar\.gz(?:\.age|\.enc)?)$/;
const ARCHIVE = /^((?:\/[a-z0-9-]{1,120}){2,4})\/files\.zip$/;

/** Addresses that serve or receive bytes. */
export type FileDoor =
  | { is: "upload" }
  | { is: "form"; locale: Locale }
  | ({ is: "picture"; preview: string | null } & PictureAt)
  | { is: "captions"; fileId: string }
  | { is: "file"; fileId: string; place: string | null }
  | { is: "archive"; place: string }
  | { is: "backup"; name: string; locale: Locale }
  | { is: "pack"; slug: string; locale: Locale }
  | { is: "export"; locale: Locale; slug: string; format: "pdf" | "docx" };

/** Finds the byte route of an address; null for all others. */
export function fileDoorOf(pathname: string): FileDoor | null {
  // A quick check, since most requests end here.
  if (!/\/files|uploads|\/export\.|\/pack\.zip$|\/backups\//.test(pathname)) return null;
  if (UPLOAD.test(pathname)) return { is: "upload" };
  const { locale, path } = splitLocale(pathname);
  if (path === UPLOAD_FORM) return { is: "form", locale };
  const previewed = PREVIEWED.exec(path);
  const picture = PICTURE.exec(previewed?.[2] ?? path);
  if (picture)
    return {
      is: "picture",
      fileId: picture[1] ?? "",
      of: { width: Number(picture[2]), format: picture[3] as PictureFormat },
      preview: previewed?.[1] ?? null,
    };
  const page = PAGE.exec(path);
  if (page) return { is: "picture", fileId: page[1] ?? "", of: { page: Number(page[2]) }, preview: null };
  const captions = CAPTIONS.exec(path);
  if (captions) return { is: "captions", fileId: captions[1] ?? "" };
  const file = FILE.exec(path);
  if (file) return { is: "file", fileId: file[2] ?? "", place: file[1] ?? null };
  const pack = packAt(path);
  if (pack !== null) return { is: "pack", slug: pack, locale };
  const made = EXPORT.exec(path);
  if (made)
    return {
      is: "export",
      locale,
      slug: made[1] ?? "",
      format: made[2] as "pdf" | "docx",
    };
  const backup = BACKUP.exec(path);
  if (backup) return { is: "backup", name: backup[1] ?? "", locale };
  const archive = ARCHIVE.exec(path);
  return archive ? { is: "archive", place: archive[1] ?? "" } : null;
}

/** Returns the largest body at this route; finer checks follow. */
export function largestBodyAt(door: FileDoor): number | null {
  return door.is === "upload" || door.is === "form" ? largestForm() : null;
}

/** Serves a byte route. Throws errors before anything is sent, unless `res.headersSent`. */
export async function serveFileDoor(
  req: IncomingMessage,
  res: ServerResponse,
  door: FileDoor,
): Promise<void> {
  const actor = await currentActor(headersOf(req));
  if (door.is === "upload") {
    if (req.method !== "OPTIONS" && (!actor || actor.scopes !== null))
      throw new DomainError("unauthenticated", "sign_in");
    return req.method === "OPTIONS" ? void res.writeHead(204).end() : takeResumable(req, res);
  }
  if (door.is === "form") {
    if (req.method !== "POST") throw new DomainError("not_found");
    return takeForm(req, res, { actor, locale: door.locale });
  }
  if (req.method !== "GET" && req.method !== "HEAD") throw new DomainError("not_found");
  const asking = { req, res, actor };
  if (door.is === "picture") return sendPicture(asking, door);
  if (door.is === "captions") return sendCaptions(asking, door);
  if (door.is === "export") return sendExport(asking, door);
  if (door.is === "backup") return sendBackup(asking, door);
  if (door.is === "file") return sendFile(asking, door);
  if (door.is === "pack") {
    const isFor = new URLSearchParams(requestContext()?.search ?? "").get("for");
    return sendPack(asking, { ...door, hasNotes: isFor !== "participants" });
  }
  return sendArchive(asking, { place: door.place, ids: askedIds(requestContext()?.search ?? "") });
}

function headersOf(req: IncomingMessage): Headers {
  const { cookie, authorization } = req.headers;
  return new Headers({ ...(cookie ? { cookie } : {}), ...(authorization ? { authorization } : {}) });
}

const MOST_IDS = 200;

function askedIds(search: string): string[] {
  const given = new URLSearchParams(search).get("ids") ?? "";
  return given
    .split(",")
    .filter((id) => new RegExp(`^${ID}$`).test(id))
    .slice(0, MOST_IDS);
}
