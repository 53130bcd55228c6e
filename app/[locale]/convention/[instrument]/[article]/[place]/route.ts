import { z } from "zod";
import { document } from "@/lib/web/pages/document";
import { ArticleParams, leadToPlace } from "../../../article-address";

/** Redirects to a paragraph on its article's page: "/convention/185/18/1", "/convention/185/18/1-b". */
export const GET = document({
  params: ArticleParams.extend({
    place: z
      .string()
      .max(20)
      .regex(/^[0-9a-z]{1,4}(?:[-.][0-9a-z]{1,4}){0,2}$/i),
  }),
  async render({ place, ...params }, tools) {
    return leadToPlace(params, place.toLowerCase().replaceAll(".", "-"), tools);
  },
});
