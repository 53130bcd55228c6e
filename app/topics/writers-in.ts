import type { TopicLine } from "@/lib/discussions/queries/model";

/** Lists the handles of the members that a list of topics names. */
export const writersIn = (topics: readonly TopicLine[]): string[] => [
  ...new Set(topics.flatMap(({ author, last }) => [author?.handle ?? [], last?.by?.handle ?? []].flat())),
];
