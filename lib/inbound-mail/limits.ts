/** Bytes of a mail that is read: more than a reply needs, with its quotes and pictures. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** Bytes that are read of a larger one, to tell its author: its headers. */
export const MOST_OF_CUT = 64 * 1024;

/** Characters of a mail's text that are looked at: twice the longest comment, which comes before what is quoted. */
export const MOST_TEXT = 20_000;

/** Days for which a mail is stored that could not be taken because of a fault. */
export const KEPT_DAYS = 7;
