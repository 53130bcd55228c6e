import { createHash } from "node:crypto";
import { PackIndex } from "@/components/training/pack-index";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { sumLines, zipStream } from "@/lib/files/bytes";
import { isPublic } from "@/lib/files/looks";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { findPack, type Packed, packFor } from "@/lib/training";
import { PACK_LISTS } from "@/lib/training/pack/model";
import { spend } from "../limits";
import { drawPart } from "../pages/draw";
import { requestOrigin } from "../request-context";
import { attachmentNamed } from "./disposition";
import { namesTag } from "./range";
import { type Asking, end, headersFor, pass, writeDown } from "./sending";

const PACK = /^\/training\/([a-z0-9-]{1,100})\/pack\.zip$/;

/** Returns the slug of the course whose pack has this address; null for any other. */
export const packAt = (path: string): string | null => PACK.exec(path)?.[1] ?? null;

const sumOf = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * Sends a course with all its parts as one archive, streamed from the store: the files this reader has access
 * to, each counted as a download and logged if restricted, and lists of what was left out and where to request
 * it. Nothing is stored, so an interrupted pack starts again.
 */
export async function sendPack(
  asking: Asking,
  at: { slug: string; locale: Locale; hasNotes: boolean },
): Promise<void> {
  const { req, res, actor } = asking;
  await spend("archive", { ip: requestOrigin().ip, memberId: actor?.id ?? null });
  const pack = await findPack(at.slug);
  const now = new Date();
  const packed = pack && packFor(actor, pack, { hasNotes: at.hasNotes, site: env().APP_URL, now });
  if (!packed || packed.files.length === 0) throw new DomainError("not_found");
  const isForAll = packed.leftOut === 0 && packed.files.every(({ download }) => isPublic(download));
  const headers = {
    ...headersFor("application/zip", isForAll),
    "content-disposition": attachmentNamed(`${at.slug}${at.hasNotes ? "" : "-participants"}.zip`),
    etag: tagOf(packed, at.locale),
  };
  if (namesTag(req.headers["if-none-match"], headers.etag)) return end(res, 304, headers);
  if (req.method === "HEAD") return end(res, 200, headers);
  for (const { download, place } of packed.files) await writeDown(actor, download, place, 0);
  const { bytes, size } = await zipStream(await listsOf(packed, at.locale), archivedOf(packed), now);
  res.writeHead(200, { ...headers, ...(size === null ? {} : { "content-length": size }) });
  await pass(bytes, asking, size);
}

/** The same list in the same language is the same pack, whenever it is made. */
function tagOf({ manifest }: Packed, locale: Locale): string {
  const { madeAt: _, ...lasting } = manifest;
  return `"${sumOf(JSON.stringify([locale, lasting])).slice(0, 40)}"`;
}

const archivedOf = ({ files }: Packed) =>
  files.map(({ path, download: { key, size, sha256 } }) => ({ path, key, size, sha256 }));

/** The list for people, the list for programs, and the checksums of these and of every file. */
async function listsOf(packed: Packed, locale: Locale): Promise<{ path: string; text: string }[]> {
  const { manifest } = packed;
  const index = `<!doctype html>${await drawPart(
    <PackIndex t={translator(locale)} locale={locale} manifest={manifest} />,
  )}`;
  const lists = [
    { path: PACK_LISTS.index, text: index },
    { path: PACK_LISTS.manifest, text: `${JSON.stringify(manifest, null, 2)}\n` },
  ];
  const summed = [...lists.map(({ path, text }) => ({ path, sha256: sumOf(text) })), ...archivedOf(packed)];
  return [...lists, { path: PACK_LISTS.sums, text: sumLines(summed) }];
}
