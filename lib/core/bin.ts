/*
 * A bin: what its author deleted before anybody else could have it lies there for a while, and is put back by them
 * alone. Whose it is, and what comes with it, its domain says.
 */

/** How long what its author deleted can be had back, in days. */
export const BIN_DAYS = 30;
const BIN_TIME = BIN_DAYS * 86_400_000;

/** Until when what was deleted at a moment can be put back. */
export const binUntil = (removedAt: Date): Date => new Date(removedAt.getTime() + BIN_TIME);

/** What was deleted before this has had its time. */
export const binnedBefore = (now: Date): Date => new Date(now.getTime() - BIN_TIME);

/** As the owner of the files of a thing while it lies in a bin: they are nobody's but whoever sent them. */
export const binKind = (kind: string): string => `${kind}-bin`;

export const isBinKind = (kind: string): boolean => kind.endsWith("-bin");
