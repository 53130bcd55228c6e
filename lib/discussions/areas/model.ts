/** Page kind of public topics. (`topic` is the kind of a subject that can be watched.) */
export const TOPIC_KIND = "discussion";
/** Page kind of topics in restricted rooms. */
export const ROOM_KIND = "room";

/** The kind of categories and rooms in watches. */
export const CATEGORY_KIND = "category";

/** Where a topic is, as the first part of its address: among the public ones, or in a restricted room. */
export type TopicArea = "discussions" | "rooms";

/** The page kind of each area. */
export const KIND_IN = {
  discussions: TOPIC_KIND,
  rooms: ROOM_KIND,
} as const satisfies Record<TopicArea, string>;

/** Returns the area of a topic. */
export const areaOf = ({ isInRoom }: { isInRoom: boolean }): TopicArea =>
  isInRoom ? "rooms" : "discussions";

/** Who may read a category: everybody, or fewer, which makes it a restricted room. */
export const CATEGORY_AUDIENCES = ["public", "members", "practitioners", "country", "group"] as const;
export type CategoryAudience = (typeof CATEGORY_AUDIENCES)[number];

/** Returns the area of a category. */
export const areaOfCategory = ({ audience }: { audience: CategoryAudience }): TopicArea =>
  areaOf({ isInRoom: audience !== "public" });

/** Returns the address of a category without language. */
export const categoryPath = (category: { audience: CategoryAudience; slug: string }): string =>
  `/${areaOfCategory(category)}/${category.slug}`;

/** A topic, as its address needs it. `slug`: the readable part. */
export interface AddressedTopic {
  number: number;
  slug: string;
  isInRoom: boolean;
}

/** Returns a topic's address without language. */
export const topicPath = (topic: AddressedTopic): string =>
  `${topicRoot(areaOf(topic))}/${topic.number}/${topic.slug}`;

/** Returns the beginning of the addresses of topics in an area. */
export const topicRoot = (area: TopicArea): string => `/${area}/t`;
