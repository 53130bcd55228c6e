/** A feed that programs find through the page's head. */
export interface Feed {
  href: string;
  title: string;
  /** The default is Atom. */
  type?: "application/feed+json";
}

/** The page's preview on other sites (the Open Graph protocol). Addresses are paths on this site without language. */
export interface Card {
  kind: "article" | "website";
  image: { href: string; alt: string; width: number; height: number };
  publishedAt?: Date;
  updatedAt?: Date;
  authors?: readonly string[];
  tags?: readonly string[];
  /** The language of the subject, if it differs from the page's. */
  language?: string;
}
