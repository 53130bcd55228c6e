/** The lists of public data: each has an address in the API and a file in the dumps (`lib/open-lists.ts`). */
export const RESOURCES = [
  "countries",
  "sections",
  "articles",
  "provisions",
  "posts",
  "materials",
  "changes",
  "members",
] as const;
export type ResourceName = (typeof RESOURCES)[number];
