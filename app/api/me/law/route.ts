import { z } from "zod";
import { listChangedArticles } from "@/lib/legal";
import { ANSWER_SECTIONS } from "@/lib/legal/answer/model";
import { findSeenNumber } from "@/lib/profiles/watched";
import { reading } from "@/lib/web/api/endpoint";

/**
 * The articles on which a country's law has changed since the member last looked, according to their
 * watchlist, or for members who do not watch the country, to what their browser remembers.
 */
export const GET = reading({
  input: z.object({
    of: z.string().regex(/^[a-z0-9-]{1,80}$/),
    since: z.coerce.number().int().min(1).max(2_000_000_000).optional().catch(undefined),
  }),
  limit: "watch",
  async read(actor, { of, since }) {
    const looked = (await findSeenNumber(actor, of, ANSWER_SECTIONS)) ?? since ?? null;
    return { since: looked, articles: looked === null ? [] : await listChangedArticles(of, looked) };
  },
});
