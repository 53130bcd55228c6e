import { putWatch } from "@/lib/watching";
import { PutWatch } from "@/lib/watching/forms/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Watches a thing, or stops: the button of a document, where there are scripts. */
export const PUT = endpoint({
  input: PutWatch,
  limit: "watch",
  run: async (ctx, input) => ({ level: (await putWatch(ctx, input)).level }),
});
