/** The treaties whose articles are things of their own, by their numbers in the Council of Europe's series. */
export const TREATIES = ["185", "189", "224"] as const;
export type Treaty = (typeof TREATIES)[number];

/** An article as lawyers name it, which is how whoever looks for it may write it. */
export function articleReference({ treaty, number }: { treaty: Treaty; number: number }): string {
  return treaty === "185" ? `Article ${number} BC` : `CETS ${treaty} Article ${number}`;
}

/**
 * The bare address of an article. It has no page of its own yet: until then it leads to the provisions by which
 * countries answer it or, where it asks for none, to all that speaks of it. Whoever makes the page changes this alone.
 */
export function articlePath(article: { treaty: Treaty; number: number; isAnswered: boolean }): string {
  const words = new URLSearchParams({
    q: articleReference(article),
    ...(article.isAnswered ? { type: "law" } : {}),
  });
  return `/search?${words}`;
}
