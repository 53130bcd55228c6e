import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import type { Download } from "@/lib/files";
import { fileHref, uniqueNames, workAccess } from "@/lib/files/model";
import { TLPS } from "@/lib/vocabulary/tlp";
import { materialPath, partOf } from "../model";
import type { Pack, PackFile, PackPart } from "../queries/pack";
import type { Access } from "../vocabulary/model";
import { type LeftOut, type ListedFile, type ListedPart, type Manifest, NOTES_FOLDER } from "./model";

/** A file in a pack. */
export interface PackedFile {
  path: string;
  /** Address of its page. */
  place: string;
  download: Download;
}

/** What a reader gets in a pack, and what they do not. */
export interface Packed {
  manifest: Manifest;
  files: PackedFile[];
  /** Of the files alone; lists add a few kilobytes. */
  bytes: number;
  /** Share of `files` and `bytes` that is for trainers. */
  notes: { files: number; bytes: number };
  leftOut: number;
}

/**
 * Builds a reader's pack of a course: each file by its own material's access. `hasNotes` false leaves out
 * files for trainers. `site`: prefix of addresses in lists read elsewhere.
 */
export function packFor(
  actor: Actor | null,
  pack: Pack,
  { hasNotes = true, site = "", now }: { hasNotes?: boolean; site?: string; now: Date },
): Packed {
  const files: PackedFile[] = [];
  const notes = { files: 0, bytes: 0 };
  const parts = pack.parts.map((part) => {
    const wanted = part.files.filter((one) => hasNotes || !one.isForTrainers);
    const had = wanted.filter(({ download }) => can(actor, "file.download", download));
    const names = uniqueNames(had.map(({ download }) => download.name));
    const listed = had.map((one, at) => {
      const path = `${one.isForTrainers ? `${NOTES_FOLDER}/` : ""}${part.folder}/${names[at]}`;
      files.push({ path, place: materialPath(part.slug), download: one.download });
      if (one.isForTrainers) {
        notes.files += 1;
        notes.bytes += one.download.size;
      }
      return listedFile(part, one, path, site);
    });
    const leftOut = wanted.filter((one) => !had.includes(one)).map((one) => leftOutOf(part, one, site));
    return listedPart(part, listed, leftOut, site);
  });
  const [course] = pack.parts;
  return {
    manifest: {
      format: "octopus-course-pack/1",
      title: course?.title ?? "",
      language: course?.language ?? "",
      address: `${site}${materialPath(course?.slug ?? "")}`,
      madeAt: now.toISOString(),
      tlp: strictest(parts),
      hasNotes: notes.files > 0,
      parts,
    },
    files,
    bytes: files.reduce((sum, { download }) => sum + download.size, 0),
    notes,
    leftOut: parts.reduce((sum, part) => sum + part.leftOut.length, 0),
  };
}

function listedPart(part: PackPart, files: ListedFile[], leftOut: LeftOut[], site: string): ListedPart {
  const { version } = part;
  return {
    number: part.number,
    folder: part.folder,
    title: part.title,
    language: part.language,
    kind: part.kind,
    level: part.level,
    address: `${site}${materialPath(part.slug)}`,
    version: version?.label ?? null,
    asOf: version?.issuedOn ?? dayOf(version?.publishedAt ?? null),
    reviewedOn: dayOf(part.reviewedAt),
    lawChangedOn: dayOf(part.staleSince),
    licence: part.licence,
    tlp: part.tlp,
    minutes: part.durationMinutes,
    note: part.note,
    files,
    leftOut,
    links: part.links,
  };
}

function listedFile(part: PackPart, one: PackFile, path: string, site: string): ListedFile {
  const { download, language, origin, country, pages, seconds } = one;
  return {
    path,
    name: download.name,
    language,
    origin,
    country: country || null,
    part: partOf(one),
    pages,
    seconds,
    size: download.size,
    sha256: download.sha256,
    address: `${site}${fileHref(download.id, materialPath(part.slug))}`,
  };
}

function leftOutOf(part: PackPart, one: PackFile, site: string): LeftOut {
  const { download, language } = one;
  const access: Access = workAccess(download.uses[0]?.access ?? "practitioners");
  return {
    name: download.name,
    language,
    part: partOf(one),
    size: download.size,
    access,
    ask: `${site}${materialPath(part.slug)}/take-part`,
  };
}

const dayOf = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;

/** Strictest label of included parts; a part without files in the pack does not count. */
function strictest(parts: readonly ListedPart[]): string {
  const labels = parts.filter(({ files }) => files.length > 0).map(({ tlp }) => tlp);
  return TLPS.findLast((one) => labels.includes(one)) ?? TLPS[0];
}
