import { DomainError } from "@/lib/core/errors";
import { listSources, listSourcesElsewhere } from "@/lib/profiles";
import { SourcesQuery } from "@/lib/profiles/api/model";
import { findSlugsOf } from "@/lib/profiles/reading";
import { reading } from "@/lib/web/api/endpoint";

/** Sources of a profile that contain the given words: at most 50; or at most 5 of the other profiles. */
export const GET = reading({
  input: SourcesQuery,
  limit: "public-api",
  isPublic: true,
  async read(_actor, { slug, q, of, lang }) {
    const known = (await findSlugsOf([slug])).get(slug);
    if (known === undefined) throw new DomainError("not_found", "profile");
    return {
      sources: await (of === "this" ? listSources(known, q) : listSourcesElsewhere(known, { q, lang })),
    };
  },
});
