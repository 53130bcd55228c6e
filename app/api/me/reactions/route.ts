import { ReactOn } from "@/lib/comments/model";
import { reactOn } from "@/lib/page-kinds";
import { endpoint } from "@/lib/web/api/endpoint";

/** Gives a reaction to a comment or takes it back, in place: for the buttons of a page, with scripts. */
export const PUT = endpoint({
  input: ReactOn,
  limit: "reaction",
  async run(ctx, input) {
    const { own, counts } = await reactOn(ctx, input);
    return { own, counts };
  },
});
