/*
 * Trash: a work that its author deleted before publication can be restored by that author for a while. Each
 * domain defines the owner, and what else is restored with it.
 */

/** Days during which a deleted work can be restored. */
export const TRASH_DAYS = 30;
const TRASH_TIME = TRASH_DAYS * 86_400_000;

/** Computes the last moment at which a work deleted at `removedAt` can be restored. */
export const restorableUntil = (removedAt: Date): Date => new Date(removedAt.getTime() + TRASH_TIME);

/** Computes the moment before which a deleted work can no longer be restored. */
export const trashedBefore = (now: Date): Date => new Date(now.getTime() - TRASH_TIME);

/** Returns the owner kind for files whose work is in the trash: only their uploader can read them. */
export const trashKind = (kind: string): string => `${kind}-bin`;

export const isTrashKind = (kind: string): boolean => kind.endsWith("-bin");
