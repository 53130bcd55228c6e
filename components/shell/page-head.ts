/** A feed that programs find by the page's head. */
export interface Feed {
  href: string;
  title: string;
  /** Atom unless said. */
  type?: "application/feed+json";
}

/** A page as other sites show it (the Open Graph protocol). Addresses are bare, of this site. */
export interface Card {
  kind: "article" | "website";
  image: { href: string; alt: string; width: number; height: number };
  publishedAt?: Date;
  updatedAt?: Date;
  authors?: readonly string[];
  tags?: readonly string[];
  /** Of what the page is about, where it is not the page's own. */
  language?: string;
}
