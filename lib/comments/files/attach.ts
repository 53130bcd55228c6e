import { and, asc, eq, inArray } from "drizzle-orm";
import { file, fileUse } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { rootOf } from "@/lib/core/page-address";
import { listUsedFiles, moveFileUses, updateFileUses } from "@/lib/files";
import type { CommentedKind } from "../kind";
import { COMMENT_FILES, MOST_FILES } from "../model";
import { isNewcomer } from "../newcomers";

interface At {
  id: string;
  page: { slug: string };
}

/**
 * Sets the files of a comment, in order. Each is its author's own upload and used nowhere else, so that hiding the comment
 * hides it. Returns whether that changed anything. Throws `invalid` for files that cannot be attached, more than
 * `MOST_FILES`, and any of a member whose first comments are still looked at.
 */
export async function attachFiles(
  ctx: Ctx,
  of: CommentedKind,
  { id, page }: At,
  fileIds: readonly string[],
): Promise<boolean> {
  const kept = [...new Set(fileIds)];
  const had = await listUsedFiles(ctx.tx, [COMMENT_FILES], id);
  if (kept.length === 0 && had.length === 0) return false;
  if (kept.length > MOST_FILES) throw invalidFields({ files: ["files_many"] });
  const added = kept.filter((one) => !had.includes(one));
  if (added.length > 0) {
    if (await isNewcomer(ctx.tx, { actor: ctx.actor })) throw invalidFields({ files: ["files_later"] });
    if (!(await areFree(ctx, added))) throw invalidFields({ files: ["files_unknown"] });
  }
  if (added.length === 0 && kept.length === had.length) return false;
  await updateFileUses(ctx, { ...ownerOf(of, page.slug), id }, kept);
  return true;
}

/** The files of a comment are open to those who see the comment, which is asked at each request (`commentOwners`). */
const ownerOf = (of: CommentedKind, slug: string) =>
  ({
    kind: COMMENT_FILES,
    place: `${rootOf(of)}${slug}`,
    scope: of.comments.scope?.(slug) ?? "",
    access: of.isSecret ? "readers" : "public",
    isOpen: false,
    isInReview: false,
  }) as const;

/**
 * Checks whether files are the actor's, whole, not refused, and used nowhere. Locks them in the order of their ids, since
 * two comments that are sent at once can have the same files.
 */
async function areFree({ tx, actor }: Ctx, fileIds: readonly string[]): Promise<boolean> {
  const own = await tx
    .select({ id: file.id })
    .from(file)
    .where(
      and(
        inArray(file.id, [...fileIds]),
        eq(file.uploaderId, actor?.id ?? ""),
        inArray(file.state, ["quarantined", "clean"]),
      ),
    )
    .orderBy(asc(file.id))
    .for("update");
  const used = await tx.$count(fileUse, inArray(fileUse.fileId, [...fileIds]));
  return own.length === fileIds.length && used === 0;
}

/** Moves the files of comments that are now on another page. The addresses of the files stay. */
export function takeFilesAlong(
  ctx: Ctx,
  of: CommentedKind,
  { ids, slug }: { ids: readonly string[]; slug: string },
): Promise<void> {
  return moveFileUses(ctx, ownerOf(of, slug), ids);
}
