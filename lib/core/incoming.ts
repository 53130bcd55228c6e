/*
 * Incoming files: sent on the page of a work, but not part of it yet. Until then only their uploaders have them.
 */

/** The end of an owner kind for incoming files. */
const ENDING = "-incoming";

/** SQL pattern (`like`) of the owner kinds for incoming files. */
export const INCOMING_KINDS = `%${ENDING}`;

/** Returns the owner kind for files that were sent to a work of this kind. */
export const incomingKind = (kind: string): string => `${kind}${ENDING}`;

export const isIncomingKind = (kind: string): boolean => kind.endsWith(ENDING);
