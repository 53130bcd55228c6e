/** A text with a history that is the whole text of its page. */
export interface TextPlace {
  title: string;
  language: string;
  /** Returns the address of its page, or of one below it: `href("/history")`. */
  href: (below?: string) => string;
  /** The label of the link back to its page. */
  back: string;
  /** Address where administrators revert to a revision, if they can. */
  revert?: (number: number) => string;
  /** The path, without language, where moderators hide one of its revisions. */
  oversee: string;
}
