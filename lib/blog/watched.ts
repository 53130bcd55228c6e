import { type PlaceKind, pagePlace } from "@/lib/watching/model";
import { POST_KIND } from "./model";

const post = pagePlace(POST_KIND, "/blog", "posts");

/** Watching of posts. */
export const POST_PLACE: PlaceKind = {
  ...post,
  takesComments: true,
  changesPath: ({ place }, from, to) =>
    from < to ? `${post.path(place)}/diff?from=${from}&to=${to}` : post.path(place),
  activityPath: (place) => `${post.path(place)}#corrections`,
};
