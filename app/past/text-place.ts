/** A text of its own with a history: a post's, or the description of a material. */
export interface TextPlace {
  title: string;
  language: string;
  /** Its page, or what stands below it: `href("/history")`. */
  href: (below?: string) => string;
  /** What the way back to its page is called. */
  back: string;
  /** Where moderators hide one of its revisions, from the root without a language. */
  oversee: string;
}
