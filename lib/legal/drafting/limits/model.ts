/* Limits of the drafting list, for the page and for the script that stores it in the browser. */

/** Most provisions on the list. */
export const DRAFT_LIMIT = 100;
/** Most characters of a reader's note on one of them. */
export const NOTE_LIMIT = 2_000;
