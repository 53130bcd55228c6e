import { listLinks } from "@/lib/profiles";
import { LinksQuery } from "@/lib/profiles/api/model";
import { reading } from "@/lib/web/endpoint";

/** Pages of this site that a text may link to, by name: at most 20. */
export const GET = reading({
  input: LinksQuery,
  limit: "public-api",
  isPublic: true,
  read: async (_actor, { q, lang }) => ({ links: await listLinks(q, lang) }),
});
