/* Of the drafting list, for the page and for the script that keeps it in the browser. */

/** How many provisions it holds. */
export const DRAFT_LIMIT = 100;
/** How long a note of one's own on one of them may be. */
export const NOTE_LIMIT = 2_000;
