import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { file } from "@/db/schema/files";
import { material, materialFile, materialItem, materialLink, materialVersion } from "@/db/schema/training";
import { type Download, listDownloadsAt } from "@/lib/files";
import { type FileRole, materialPath } from "../model";
import { NEWEST } from "./library";

/** Maximum depth of a path of courses, and total number of materials. */
const LIMITS = { depth: 3, parts: 200 } as const;

const PART = {
  id: material.pageId,
  slug: material.slug,
  title: material.title,
  language: material.language,
  kind: material.kind,
  level: material.level,
  licence: material.licence,
  tlp: material.tlp,
  durationMinutes: material.durationMinutes,
  reviewedAt: material.reviewedAt,
  staleSince: material.staleSince,
};

/** A file of a part's newest version, as downloaded there. */
export interface PackFile {
  download: Download;
  language: string;
  origin: "original" | "human" | "machine";
  country: string;
  isForTrainers: boolean;
  role: FileRole;
  pages: number | null;
  seconds: number | null;
}

type PartRow = Awaited<ReturnType<typeof readCourse>>[number];
interface Placed extends PartRow {
  number: string;
  note: string;
  folder: string;
}

export interface PackPart extends Placed {
  version: { label: string; issuedOn: string | null; publishedAt: Date | null } | null;
  files: PackFile[];
  links: { url: string; label: string; language: string }[];
}

/** A course with all its parts, in order; the course itself is first. */
export interface Pack {
  parts: PackPart[];
}

function readCourse(on: Queryable, slug: string) {
  return on
    .select(PART)
    .from(material)
    .where(and(eq(material.slug, slug), eq(material.state, "published")));
}

/**
 * Finds a published course or path with its parts, each once, and the files of their newest versions; null
 * without parts. A course among the parts brings its own. Checks no access to files; `packFor` does.
 */
export async function findPack(slug: string, on: Queryable = db()): Promise<Pack | null> {
  const [course] = await readCourse(on, slug);
  if (!course) return null;
  const placed = await placeParts(on, course);
  if (placed.length === 1) return null;
  const ids = placed.map(({ id }) => id);
  const [files, links] = [await listNewest(on, ids), await listLinks(on, ids)];
  const downloads = await listDownloadsAt(
    on,
    placed.map((part) => materialPath(part.slug)),
  );
  return {
    parts: placed.map((part) => {
      const rows = files.filter(({ materialId }) => materialId === part.id);
      const place = materialPath(part.slug);
      return {
        ...part,
        version: rows[0]?.version ?? null,
        files: rows.flatMap(({ fileId, of }) => {
          const download = downloads.find((one) => one.id === fileId && one.uses[0]?.place === place);
          return of && download ? [{ ...of, download }] : [];
        }),
        links: links
          .filter(({ materialId }) => materialId === part.id)
          .map(({ materialId: _, ...link }) => link),
      };
    }),
  };
}

/** Numbers the course and its parts: "1", "2", "2.1" … A repeated part is skipped. */
async function placeParts(on: Queryable, course: PartRow): Promise<Placed[]> {
  const seen = new Set([course.id]);
  let level: Placed[] = [{ ...course, number: "0", note: "", folder: folderOf("0", course.slug) }];
  const all = [...level];
  for (let depth = 0; depth < LIMITS.depth && level.length > 0; depth += 1) {
    const items = await listItemsOf(
      on,
      level.map(({ id }) => id),
    );
    const next: Placed[] = [];
    for (const above of level) {
      let at = 0;
      for (const { courseId, note, ...row } of items) {
        if (courseId !== above.id || seen.has(row.id) || all.length >= LIMITS.parts) continue;
        seen.add(row.id);
        at += 1;
        const number = above.number === "0" ? String(at) : `${above.number}.${at}`;
        const folder = folderOf(String(at), row.slug);
        next.push({
          ...row,
          note,
          number,
          folder: above.number === "0" ? folder : `${above.folder}/${folder}`,
        });
        all.push(next.at(-1) as Placed);
      }
    }
    level = next;
  }
  return all.sort((a, b) => a.number.localeCompare(b.number, "en", { numeric: true }));
}

/** ASCII, so that every system can unpack it; short, since some limit the whole path. */
const folderOf = (number: string, slug: string) => `${number.padStart(2, "0")}-${slug.slice(0, 60)}`;

function listItemsOf(on: Queryable, courseIds: readonly string[]) {
  return on
    .select({ ...PART, courseId: materialItem.courseId, note: materialItem.note })
    .from(materialItem)
    .innerJoin(material, and(eq(material.pageId, materialItem.itemId), eq(material.state, "published")))
    .where(inArray(materialItem.courseId, [...courseIds]))
    .orderBy(asc(materialItem.position));
}

/** The newest published version of each with its files; one row without a file if it has none. */
async function listNewest(on: Queryable, ids: readonly string[]) {
  return on
    .select({
      materialId: material.pageId,
      fileId: file.id,
      version: {
        label: materialVersion.label,
        issuedOn: materialVersion.issuedOn,
        publishedAt: materialVersion.publishedAt,
      },
      of: {
        language: materialFile.language,
        origin: materialFile.origin,
        country: materialFile.country,
        isForTrainers: materialFile.isForTrainers,
        role: materialFile.role,
        pages: sql<number | null>`${file.pages}`,
        seconds: sql<number | null>`${file.seconds}`,
      },
    })
    .from(material)
    .innerJoin(materialVersion, eq(materialVersion.id, NEWEST))
    .leftJoin(materialFile, eq(materialFile.versionId, materialVersion.id))
    .leftJoin(file, eq(file.id, materialFile.fileId))
    .where(inArray(material.pageId, [...ids]))
    .orderBy(asc(materialFile.position), asc(materialFile.fileId));
}

function listLinks(on: Queryable, ids: readonly string[]) {
  return on
    .select({
      materialId: materialLink.materialId,
      url: materialLink.url,
      label: materialLink.label,
      language: materialLink.language,
    })
    .from(materialLink)
    .where(inArray(materialLink.materialId, [...ids]))
    .orderBy(asc(materialLink.position));
}
