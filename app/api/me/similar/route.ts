import { findSimilar } from "@/lib/discussions";
import { SimilarQuery } from "@/lib/discussions/similar/model";
import { reading } from "@/lib/web/api/endpoint";

/** Topics and sections of profiles that are similar to the title of a new topic, while it is typed. */
export const GET = reading({ input: SimilarQuery, limit: "search", read: findSimilar });
