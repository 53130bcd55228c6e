import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { listCountries } from "@/lib/open-data";
import { OneCountry, SectionsList } from "@/lib/open-data/lists/model";
import { LISTS } from "@/lib/open-lists";
import { reading } from "@/lib/web/api/endpoint";
import { listAnswer } from "@/lib/web/api/open-data";

const Query = SectionsList.omit({ country: true }).extend(OneCountry.shape);

/** The current sections of a profile with their texts. */
export const GET = reading({
  input: z.strictObject(Query.shape),
  limit: "public-api",
  isPublic: true,
  async read(_actor, { slug, ...query }, request) {
    if ((await listCountries({ slug, limit: 1 })).rows.length === 0)
      throw new DomainError("not_found", "profile");
    return listAnswer(request, await LISTS.sections.list({ ...query, country: slug }));
  },
});
