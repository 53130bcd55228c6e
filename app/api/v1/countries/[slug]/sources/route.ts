import { listSources } from "@/lib/profiles";
import { SourcesQuery } from "@/lib/profiles/api/model";
import { reading } from "@/lib/web/endpoint";

/** Sources of a profile that hold the words of a text: at most 50. */
export const GET = reading({
  input: SourcesQuery,
  limit: "public-api",
  isPublic: true,
  read: async (_actor, { slug, q }) => ({ sources: await listSources(slug, q) }),
});
