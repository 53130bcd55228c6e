/** The fields in the order in which a comparison names them. */
export const DETAIL_FIELDS = [
  "title",
  "summary",
  "language",
  "authors",
  "topics",
  "countries",
  "articles",
  "project",
  "series",
  "isPersonalView",
  "cover",
  "coverAlt",
] as const;
export type DetailField = (typeof DETAIL_FIELDS)[number];
