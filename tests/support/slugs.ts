/** Slugs of pages that are a fixed list, by what the file of their route begins with. */
const SLUGS = [
  ["app/[locale]/[slug]/", "charter"],
  ["app/[locale]/moderation/pages/", "charter-en"],
  ["app/[locale]/discussions/t/", "1"],
  ["app/[locale]/rooms/t/", "1"],
  ["app/[locale]/moderation/discussions/", "1"],
  ["app/[locale]/moderation/rooms/", "1"],
] as const;

/** Returns a slug that the address of a route can have: `usual`, unless its pages are a fixed list. */
export function slugFor(file: string, usual: string): string {
  const [, slug = usual] = SLUGS.find(([start]) => file.startsWith(start)) ?? [];
  return slug;
}
